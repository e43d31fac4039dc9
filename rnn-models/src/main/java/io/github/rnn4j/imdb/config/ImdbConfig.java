package io.github.rnn4j.imdb.config;

import io.github.rnn4j.config.Range;
import java.io.Serializable;

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
public record ImdbConfig(DataConfig data, NetworkConfig network, TrainingConfig training)
    implements Serializable {

  /** The name of the program and of its module. */
  public static final String PROGRAM = "rnn-imdb";

  /**
   * Checks that nothing is missing.
   *
   * @throws IllegalArgumentException if a component is missing
   */
  public ImdbConfig {
    Range.require("data", data);
    Range.require("network", network);
    Range.require("training", training);
  }

  /**
   * Returns a copy that trains on other data.
   *
   * @param other the data to use instead
   * @return the configuration
   */
  public ImdbConfig withData(DataConfig other) {
    return new ImdbConfig(other, network, training);
  }

  /**
   * Returns the configuration of one of several networks, which differ in their seeds.
   *
   * @param member the number of the network, from 1 on
   * @return the configuration
   */
  public ImdbConfig ofMember(int member) {
    return new ImdbConfig(data, network, training.withSeed(training.seed() + member - 1));
  }

  /** Returns a copy without dropout, as the network runs after training. */
  public ImdbConfig withoutDropout() {
    return new ImdbConfig(data, network.withoutDropout(), training);
  }
}
