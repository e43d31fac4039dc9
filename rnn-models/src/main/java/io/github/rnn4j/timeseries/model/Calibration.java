package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.metric.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How much the intervals are widened or narrowed to contain the share of values that they claim:
 * split conformal prediction on the validation period (V. Vovk, A. Gammerman, G. Shafer, 2005,
 * <cite>Algorithmic Learning in a Random World</cite>; for quantiles Y. Romano, E. Patterson, E.
 * Candès, 2019, <a href="https://arxiv.org/abs/1905.03222">Conformalized Quantile Regression</a>).
 *
 * <p>The score of a value is its distance from the median, divided by the distance from the median
 * to the end of the interval on that side. A factor is the quantile of the scores of all validation
 * values, however far they are from the origin. Forecasts from neighboring origins have similar
 * errors, so only windows that do not overlap count: with {@code m} of them, the level {@code p} is
 * raised to {@code (m + 1) p / m}, which widens the intervals when the validation period is short.
 *
 * <p>If the raised level is above 1 (90 %: fewer than nine windows), no finite interval can
 * guarantee the coverage. The factor is then the greatest score if that is above 1, and otherwise
 * 1, because that few windows can show that an interval is too narrow, but not that it is too wide.
 * A value that no factor reaches, because the network's interval has no width on that side or is
 * not a number, ranks after all other values; if the quantile falls on such a value, the same rule
 * applies.
 *
 * <p>The guarantee is exact only for exchangeable values, which the values of a series are not: if
 * the future is wilder than the validation period, the intervals are too narrow.
 *
 * @param factor50 the factor of the 50 % interval, above 0
 * @param factor90 the factor of the 90 % interval, above 0
 * @param values how many validation values the factors come from; 0 if nothing was calibrated
 */
public record Calibration(double factor50, double factor90, int values) {

  private static final double LEAST = 1e-3;

  /** No calibration: the network's own intervals. */
  public static final Calibration NONE = new Calibration(1, 1, 0);

  /**
   * Fits the factors.
   *
   * @param actual levels of the validation period
   * @param forecasts the network's own forecast of each level
   * @param windows m, the number of non-overlapping windows of one horizon, 1 or more
   * @return factors that are finite for any forecasts
   * @throws IllegalArgumentException if there are no values or no windows, or not exactly one
   *     forecast for each value
   */
  public static Calibration fit(double[] actual, List<Quantiles> forecasts, int windows) {
    if (actual.length == 0 || actual.length != forecasts.size() || windows < 1) {
      throw new IllegalArgumentException(
          "%d values, %d forecasts, %d windows; there must be as many forecasts as values, and at least one of each"
              .formatted(actual.length, forecasts.size(), windows));
    }
    double raised = (windows + 1.0) / windows;
    return new Calibration(
        factor(actual, forecasts, Quantiles::low50, Quantiles::high50, 0.5 * raised),
        factor(actual, forecasts, Quantiles::low90, Quantiles::high90, 0.9 * raised),
        actual.length);
  }

  private static double factor(
      double[] actual,
      List<Quantiles> forecasts,
      ToDoubleFunction<Quantiles> low,
      ToDoubleFunction<Quantiles> high,
      double share) {
    double[] scores = new double[actual.length];
    for (int i = 0; i < scores.length; i++) {
      Quantiles forecast = forecasts.get(i);
      boolean above = actual[i] > forecast.median();
      scores[i] = score(actual[i], forecast.median(), (above ? high : low).applyAsDouble(forecast));
    }
    Arrays.sort(scores);
    int rank = (int) Math.ceil(scores.length * Math.min(share, 1));
    double score = scores[rank - 1];
    if (share > 1 || score == Double.POSITIVE_INFINITY) {
      double greatest = Arrays.stream(scores).filter(Double::isFinite).max().orElse(1);
      return Math.max(1, greatest);
    }
    return Math.max(LEAST, score);
  }

  /** Returns infinity if no factor makes the interval reach the value. */
  private static double score(double actual, double median, double end) {
    double distance = Math.abs(actual - median);
    double score = distance == 0 ? 0 : distance / Math.abs(end - median);
    return Double.isNaN(score) ? Double.POSITIVE_INFINITY : score;
  }

  /** Scales the distances of the quantiles from the median. */
  public Quantiles apply(Quantiles forecast) {
    double median = forecast.median();
    double low50 = median + factor50 * (forecast.low50() - median);
    double high50 = median + factor50 * (forecast.high50() - median);
    double low90 = median + factor90 * (forecast.low90() - median);
    double high90 = median + factor90 * (forecast.high90() - median);
    return new Quantiles(Math.min(low90, low50), low50, median, high50, Math.max(high90, high50));
  }
}
