package io.github.rnn4j.timeseries.backtest;

/** Forecasts points from the values up to an origin, and nothing after it. */
@FunctionalInterface
interface PointForecaster {

  /**
   * The values after an origin.
   *
   * @param values the series; what comes after the origin must not be read
   * @param origin the last known step
   * @param steps how many steps ahead
   * @return the forecasts of {@code origin + 1} to {@code origin + steps}
   */
  double[] forecast(double[] values, int origin, int steps);
}
