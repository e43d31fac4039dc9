package io.github.rnn4j.timeseries.backtest;

/** Makes point forecasts from the values up to an origin. */
@FunctionalInterface
interface PointForecaster {

  /**
   * Forecasts the values after an origin.
   *
   * @param values the series; values after the origin must not be read
   * @param origin the last known step
   * @param steps how many steps ahead
   * @return the forecasts of {@code origin + 1} to {@code origin + steps}
   */
  double[] forecast(double[] values, int origin, int steps);
}
