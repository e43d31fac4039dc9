package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.Range;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;

/**
 * The complete configuration of a run, saved with it as {@code config.json}. All defaults are in
 * {@link Preset}.
 *
 * @param data the series to forecast
 * @param preparation how values are transformed first
 * @param network the architecture of the model
 * @param training how the model is trained
 */
public record SeriesConfig(
    DataConfig data,
    PreparationConfig preparation,
    NetworkConfig network,
    TrainingConfig training) {

  /** The name of the program and of its module. */
  public static final String PROGRAM = "rnn-timeseries";

  /**
   * Checks that no part is missing.
   *
   * @throws IllegalArgumentException if a part is null
   */
  public SeriesConfig {
    Range.require("data", data);
    Range.require("preparation", preparation);
    Range.require("network", network);
    Range.require("training", training);
  }

  /** Returns a copy with another network. */
  public SeriesConfig with(NetworkConfig other) {
    return new SeriesConfig(data, preparation, other, training);
  }
}
