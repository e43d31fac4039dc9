package io.github.rnn4j.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of forecasts of a series: how well they agree with the actual values. All forecasts count
 * equally, whatever their origin and their distance from it.
 *
 * @param forecasts the number of forecast values, 1 or more
 * @param rmse root mean squared error, in the unit of the series
 * @param mae mean absolute error, in the unit of the series
 * @param smape {@code mean(200 |y - f| / (|y| + |f|))}, 0 to 200 percent; 0 where both are 0. Not
 *     useful for series that cross zero (J. S. Armstrong, 1985, <cite>Long-Range
 *     Forecasting</cite>)
 * @param mase {@code mae} divided by the error of the seasonal naive forecast one season ahead
 *     within the training period, see {@link #naiveError}; a value below 1 is better than that
 *     forecast, and NaN means that it makes no error, so that MASE is not defined (R. J. Hyndman,
 *     A. B. Koehler, 2006, <cite>Another look at measures of forecast accuracy</cite>,
 *     International Journal of Forecasting 22, <a
 *     href="https://doi.org/10.1016/j.ijforecast.2006.03.001">doi:10.1016/j.ijforecast.2006.03.001</a>)
 * @param pinball mean pinball loss over all levels, in the unit of the series; NaN without
 *     quantiles
 * @param coverage50 the fraction of values within the 50 % interval, 0 to 1; NaN without quantiles
 * @param coverage90 the fraction of values within the 90 % interval, 0 to 1; NaN without quantiles
 */
public record ForecastMetrics(
    int forecasts,
    double rmse,
    double mae,
    double smape,
    double mase,
    double pinball,
    double coverage50,
    double coverage90) {

  /** The relative error of a value that was computed, such as the sine of a large angle. */
  private static final double ROUNDING = 1e-10;

  /**
   * Compares point forecasts with the actual values.
   *
   * @param actual the actual values
   * @param point the forecasts
   * @param naiveError see {@link #naiveError}
   * @return the metrics; those that need quantiles are NaN
   * @throws IllegalArgumentException if the lengths differ or are 0
   */
  public static ForecastMetrics ofPoints(double[] actual, double[] point, double naiveError) {
    if (actual.length == 0 || actual.length != point.length) {
      throw new IllegalArgumentException(
          "%d values and %d forecasts; there must be the same number of both, and at least one"
              .formatted(actual.length, point.length));
    }
    double squares = 0;
    double absolutes = 0;
    double relatives = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs(actual[i] - point[i]);
      double size = Math.abs(actual[i]) + Math.abs(point[i]);
      squares += error * error;
      absolutes += error;
      relatives += size == 0 ? 0 : 200 * error / size;
    }
    int n = actual.length;
    double mae = absolutes / n;
    return new ForecastMetrics(
        n,
        Math.sqrt(squares / n),
        mae,
        relatives / n,
        naiveError == 0 ? Double.NaN : mae / naiveError,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }

  /**
   * Compares quantile forecasts with the actual values; the median is the point forecast.
   *
   * @param actual the actual values
   * @param forecasts the forecast for each value
   * @param naiveError see {@link #naiveError}
   * @return the metrics
   * @throws IllegalArgumentException if the lengths differ or are 0
   */
  public static ForecastMetrics ofQuantiles(
      double[] actual, List<Quantiles> forecasts, double naiveError) {
    double[] medians = forecasts.stream().mapToDouble(Quantiles::median).toArray();
    ForecastMetrics points = ofPoints(actual, medians, naiveError);
    double pinball = 0;
    for (int i = 0; i < actual.length; i++) {
      double[] quantiles = forecasts.get(i).toArray();
      for (int level = 0; level < quantiles.length; level++) {
        double over = quantiles[level] - actual[i];
        pinball += over * ((over > 0 ? 1 : 0) - Quantiles.LEVELS.get(level));
      }
    }
    return new ForecastMetrics(
        points.forecasts,
        points.rmse,
        points.mae,
        points.smape,
        points.mase,
        pinball / actual.length / Quantiles.LEVELS.size(),
        coverage(actual, forecasts, Quantiles::low50, Quantiles::high50),
        coverage(actual, forecasts, Quantiles::low90, Quantiles::high90));
  }

  /**
   * The scale of MASE: the mean of {@code |y_t - y_(t-m)|}. It is 0 if the values repeat exactly
   * but for rounding, that is if the mean is below {@value #ROUNDING} times the largest value.
   *
   * @param training the values of the training period
   * @param season m, the length of a season in steps; 1 for none
   * @return 0 or more
   * @throws IllegalArgumentException if the training period is not longer than a season
   */
  public static double naiveError(double[] training, int season) {
    if (season < 1 || training.length <= season) {
      throw new IllegalArgumentException(
          "season is %d with a training period of %d steps; it must be from 1 to %d"
              .formatted(season, training.length, training.length - 1));
    }
    double sum = 0;
    for (int t = season; t < training.length; t++) {
      sum += Math.abs(training[t] - training[t - season]);
    }
    double error = sum / (training.length - season);
    double largest = Arrays.stream(training).map(Math::abs).max().orElse(0);
    return error < ROUNDING * largest ? 0 : error;
  }

  private static double coverage(
      double[] actual,
      List<Quantiles> forecasts,
      ToDoubleFunction<Quantiles> low,
      ToDoubleFunction<Quantiles> high) {
    int inside = 0;
    for (int i = 0; i < actual.length; i++) {
      Quantiles forecast = forecasts.get(i);
      boolean in =
          actual[i] >= low.applyAsDouble(forecast) && actual[i] <= high.applyAsDouble(forecast);
      inside += in ? 1 : 0;
    }
    return (double) inside / actual.length;
  }
}
