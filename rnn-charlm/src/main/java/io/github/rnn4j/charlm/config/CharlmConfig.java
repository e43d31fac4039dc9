package io.github.rnn4j.charlm.config;

import io.github.rnn4j.config.Range;

/**
 * Everything that decides what a run does; saved with it as {@code config.json}.
 *
 * <p>Defaults are in {@link Preset} and nowhere else; the options of the command line are made from
 * the components of the three records ({@code ConfigOptions}).
 *
 * @param data what is trained on
 * @param network the shape of the network
 * @param training how it is trained
 */
public record CharlmConfig(DataConfig data, NetworkConfig network, TrainingConfig training) {

  /** The name of the program, and of its module. */
  public static final String PROGRAM = "rnn-charlm";

  /**
   * Checks that no part is missing.
   *
   * @throws IllegalArgumentException if one is
   */
  public CharlmConfig {
    Range.require("data", data);
    Range.require("network", network);
    Range.require("training", training);
  }

  /** The same on lines, each for itself. */
  public CharlmConfig ofLines() {
    DataConfig lines =
        new DataConfig(
            data.data(),
            Unit.LINE,
            data.tokens(),
            data.maxVocabulary(),
            data.limit(),
            data.split());
    return new CharlmConfig(lines, network, training);
  }
}
