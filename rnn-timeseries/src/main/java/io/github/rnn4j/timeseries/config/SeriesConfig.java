package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.Range;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;

/**
 * Everything that decides what a run does; saved with it as {@code config.json}. Defaults are in
 * {@link Preset} and nowhere else.
 *
 * @param data what is forecast
 * @param preparation what is done to the values first
 * @param network the shape of the model
 * @param training how it is trained
 */
public record SeriesConfig(
    DataConfig data,
    PreparationConfig preparation,
    NetworkConfig network,
    TrainingConfig training) {

  /** The name of the program, and of its module. */
  public static final String PROGRAM = "rnn-timeseries";

  /**
   * Checks that no part is missing.
   *
   * @throws IllegalArgumentException if one is
   */
  public SeriesConfig {
    Range.require("data", data);
    Range.require("preparation", preparation);
    Range.require("network", network);
    Range.require("training", training);
  }
}
