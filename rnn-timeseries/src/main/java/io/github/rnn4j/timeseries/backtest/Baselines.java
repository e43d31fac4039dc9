package io.github.rnn4j.timeseries.backtest;

import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.preparation.Calendar;
import io.github.rnn4j.timeseries.preparation.LinearAutoregression;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Simple forecasts without a network; a model must beat them to be worth its cost (R. J. Hyndman,
 * G. Athanasopoulos, 2021, <cite>Forecasting: Principles and Practice</cite>, section 5.2, <a
 * href="https://otexts.com/fpp3/simple-methods.html">otexts.com/fpp3</a>).
 */
final class Baselines {

  static final String AUTOREGRESSION = "linear autoregression";

  private static final String SEASONAL_NAIVE = "seasonal naive";

  private Baselines() {}

  /**
   * Returns the baselines for a variable by their names, in the order in which they are reported.
   * Getting one fails with a {@link io.github.rnn4j.datasets.DataException} if it cannot be fitted,
   * as to a constant series.
   *
   * @param variable the number of the variable, counted from 0
   * @param pooled the autoregression of each variable that was fitted to all series of a panel;
   *     empty for none
   */
  static Map<String, Supplier<PointForecaster>> of(
      SeriesData data, SeriesConfig config, int variable, List<LinearAutoregression> pooled) {
    double[] values = data.series().values()[variable];
    Map<String, Supplier<PointForecaster>> all = new LinkedHashMap<>();
    all.put("naive", Baselines::naive);
    all.put("drift", Baselines::drift);
    PreparationConfig given = config.preparation();
    all.put(SEASONAL_NAIVE, () -> seasonalNaive(given.season()));
    all.put(AUTOREGRESSION, () -> autoregression(data, values, config, withoutCalendar(given)));
    if (given.calendar() != Calendar.NONE) {
      all.put(AUTOREGRESSION + " with calendar", () -> autoregression(data, values, config, given));
    }
    if (!pooled.isEmpty()) {
      all.put(
          AUTOREGRESSION + " of all series",
          () -> forecaster(pooled.get(variable), data.series().axis()));
    }
    return all;
  }

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

  /** Selected on the validation period and fitted on both periods, like the network. */
  private static PointForecaster autoregression(
      SeriesData data, double[] values, SeriesConfig config, PreparationConfig preparation) {
    TimeAxis axis = data.series().axis();
    return forecaster(
        LinearAutoregression.choose(
                preparation,
                axis,
                values,
                data.trainEnd(),
                data.testStart(),
                config.network().horizon())
            .refitted(axis, values, data.testStart()),
        axis);
  }

  private static PointForecaster forecaster(LinearAutoregression fitted, TimeAxis axis) {
    return (known, origin, steps) -> fitted.forecast(axis, known, origin, steps);
  }

  private static PreparationConfig withoutCalendar(PreparationConfig p) {
    return new PreparationConfig(
        p.power(),
        p.difference(),
        p.season(),
        p.seasonalDifference(),
        Calendar.NONE,
        p.lags(),
        p.nonNegative());
  }

  private static double[] ahead(int steps, IntToDoubleFunction value) {
    return IntStream.rangeClosed(1, steps).mapToDouble(value).toArray();
  }
}
