package io.github.rnn4j.timeseries.data;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.DataConfig;

/**
 * A series and its three periods, in order of time: training, validation and test.
 *
 * @param series the whole series
 * @param trainEnd the first step of the validation period
 * @param testStart the first step of the test period
 */
public record SeriesData(TimeSeries series, int trainEnd, int testStart) {

  private static final int SHORTEST = 7; // one step for validation, one for the test

  /**
   * Splits a series from any source.
   *
   * @param config the lengths of the periods; its other values are ignored
   * @param series for example one that {@link io.github.rnn4j.datasets.series.SeriesRecords} read
   *     from a DataVec reader
   * @throws DataException if it is too short for its periods
   */
  public static SeriesData split(DataConfig config, TimeSeries series) {
    int n = series.length();
    int test = config.test() == 0 ? n / 5 : config.test();
    int validation = config.validation() == 0 ? n * 3 / 20 : config.validation();
    long train = (long) n - test - validation;
    if (config.test() == 0 && config.validation() == 0 && n < SHORTEST) {
      throw new DataException(
          "%s has %d %s; at least %d are needed. Use a longer series"
              .formatted(series.name(), n, n == 1 ? "step" : "steps", SHORTEST));
    }
    if (train < 2 || validation < 1 || test < 1) {
      throw new DataException(
          "%s has %d %s; %d for validation and %d for testing leave %d for training. Choose smaller --validation and --test, or a longer series"
              .formatted(series.name(), n, n == 1 ? "step" : "steps", validation, test, train));
    }
    return new SeriesData(series, (int) train, n - test);
  }

  /**
   * Splits a newer series for a model that was trained on this one: the test period begins after
   * everything that the model was trained on.
   *
   * @param config the lengths of the periods
   * @param newer a series with steps of the same length
   * @throws DataException if it is too short, or has nothing after the training of the model
   */
  public SeriesData newer(DataConfig config, TimeSeries newer) {
    SeriesData split = split(config, newer);
    long fresh;
    try {
      fresh = newer.axis().firstAfter(series.axis(), testStart - 1L);
    } catch (IllegalArgumentException cause) {
      throw new DataException(newer.name() + ": " + cause.getMessage(), cause);
    }
    if (fresh >= newer.length()) {
      throw new DataException(
          "%s ends at %s, but the model was trained on the time up to %s; use a series that continues after that"
              .formatted(
                  newer.name(),
                  newer.axis().label(newer.length() - 1L),
                  series.axis().label(testStart - 1L)));
    }
    int start = (int) Math.max(fresh, split.testStart);
    return new SeriesData(newer, start - (split.testStart - split.trainEnd), start);
  }
}
