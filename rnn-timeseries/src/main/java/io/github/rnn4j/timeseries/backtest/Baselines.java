package io.github.rnn4j.timeseries.backtest;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Simple forecasts that learn nothing; a model must beat them to be worth its cost (R. J. Hyndman,
 * G. Athanasopoulos, 2021, <cite>Forecasting: Principles and Practice</cite>, section 5.2, <a
 * href="https://otexts.com/fpp3/simple-methods.html">otexts.com/fpp3</a>).
 */
final class Baselines {

  private Baselines() {}

  /** Repeats the last value. */
  static PointForecaster naive() {
    return (y, origin, steps) -> ahead(steps, k -> y[origin]);
  }

  /** Continues the line through the first and the last known value. */
  static PointForecaster drift() {
    return (y, origin, steps) -> {
      double slope = origin == 0 ? 0 : (y[origin] - y[0]) / origin;
      return ahead(steps, k -> y[origin] + k * slope);
    };
  }

  /** Repeats the values of the last known season. */
  static PointForecaster seasonalNaive(int season) {
    return (y, origin, steps) ->
        ahead(steps, k -> y[Math.max(0, origin + k - season * ((k + season - 1) / season))]);
  }

  private static double[] ahead(int steps, IntToDoubleFunction value) {
    return IntStream.rangeClosed(1, steps).mapToDouble(value).toArray();
  }
}
