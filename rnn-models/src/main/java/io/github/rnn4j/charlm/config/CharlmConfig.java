package io.github.rnn4j.charlm.config;

import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Range;
import java.io.Serializable;
import java.util.Map;

/**
 * The complete configuration of a run, saved with it as {@code config.json}.
 *
 * <p>The defaults are in {@link Preset} and nowhere else. The command-line options are generated
 * from the components of the three records ({@code ConfigOptions}).
 *
 * @param data the data to train on
 * @param network the architecture of the network
 * @param training how the network is trained
 */
public record CharlmConfig(DataConfig data, NetworkConfig network, TrainingConfig training)
    implements IdleKnobs, Serializable {

  /** The name of the program and of its module. */
  public static final String PROGRAM = "rnn-charlm";

  /**
   * Checks that nothing is missing.
   *
   * @throws IllegalArgumentException if a component is missing
   */
  public CharlmConfig {
    Range.require("data", data);
    Range.require("network", network);
    Range.require("training", training);
  }

  @Override
  public Map<String, String> idle() {
    return data.unit() == Unit.TEXT
        ? Map.of()
        : Map.of(
            "order", "lines and sentences are always read in random order",
            "steps", "lines and sentences are never cut");
  }

  /** Returns a copy in which each line is a sequence. */
  public CharlmConfig ofLines() {
    DataConfig lines =
        new DataConfig(
            data.data(),
            Unit.LINE,
            data.tokens(),
            data.maxVocabulary(),
            data.limit(),
            data.split(),
            data.lowerCase());
    return new CharlmConfig(lines, network, training);
  }
}
