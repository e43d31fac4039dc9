package io.github.rnn4j.imdb.config;

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
public record ImdbConfig(DataConfig data, NetworkConfig network, TrainingConfig training) {

  /** The name of the program, and of its module. */
  public static final String PROGRAM = "rnn-imdb";

  /**
   * Checks that no part is missing.
   *
   * @throws IllegalArgumentException if one is
   */
  public ImdbConfig {
    Range.require("data", data);
    Range.require("network", network);
    Range.require("training", training);
  }

  /**
   * The same run on other data.
   *
   * @param other what to use instead
   * @return the configuration
   */
  public ImdbConfig withData(DataConfig other) {
    return new ImdbConfig(other, network, training);
  }

  /** The same network as it is after training, where nothing is dropped. */
  public ImdbConfig withoutDropout() {
    NetworkConfig n = network;
    NetworkConfig whole =
        new NetworkConfig(
            n.input(),
            n.embedding(),
            n.cell(),
            n.recurrentWeights(),
            n.direction(),
            n.merge(),
            n.layers(),
            n.hidden(),
            n.dense(),
            0);
    return new ImdbConfig(data, whole, training);
  }
}
