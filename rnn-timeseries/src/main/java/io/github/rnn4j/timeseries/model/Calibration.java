package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.metric.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * By how much the bands are made wider or narrower, so that they hold the share of values that they
 * claim: split conformal prediction on the validation part (V. Vovk, A. Gammerman, G. Shafer, 2005,
 * <cite>Algorithmic Learning in a Random World</cite>; for quantiles Y. Romano, E. Patterson, E.
 * Candès, 2019, <a href="https://arxiv.org/abs/1905.03222">Conformalized Quantile Regression</a>).
 *
 * <p>The score of a value is its distance from the median in units of the band's half on that side;
 * the factor is the quantile of the scores of all validation values, whatever their distance from
 * the origin. Forecasts from neighbouring origins err alike, so only windows that do not overlap
 * count: with {@code m} of them, the level {@code p} is raised to {@code (m + 1) p / m}, which
 * makes the bands wider where the validation part is short. Where that is above 1 (90 %: fewer than
 * nine windows), no finite band has the promise; then the greatest score counts if it is above 1,
 * and otherwise the network's own band stays: so few windows may show that it is too narrow, not
 * that it is too wide. A value that no factor reaches, because the network's band has no width on
 * its side or is not a number, counts as farther off than all others; where the rank falls on one
 * of those, the same holds. The exact promise is for exchangeable values, which those of a series
 * are not: where the future is wilder than the validation part, the bands are too narrow.
 *
 * @param factor50 for the 50 % band, above 0
 * @param factor90 for the 90 % band, above 0
 * @param values how many validation values they come from; 0 where nothing was calibrated
 */
public record Calibration(double factor50, double factor90, int values) {

  private static final double LEAST = 1e-3;

  /** Bands as the network says them. */
  public static final Calibration NONE = new Calibration(1, 1, 0);

  /**
   * Fits the factors.
   *
   * @param actual levels of the validation part
   * @param forecasts of each of them, as the network says them
   * @param windows m, how many windows of the horizon do not overlap, 1 or more
   * @return factors that are finite, whatever the forecasts are
   * @throws IllegalArgumentException if there is no value, no window, or not one forecast for each
   *     value
   */
  public static Calibration fit(double[] actual, List<Quantiles> forecasts, int windows) {
    if (actual.length == 0 || actual.length != forecasts.size() || windows < 1) {
      throw new IllegalArgumentException(
          "%d values, %d forecasts, %d windows; give as many forecasts as values, and at least one of each"
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

  /** Infinite where no factor makes the band reach the value. */
  private static double score(double actual, double median, double end) {
    double distance = Math.abs(actual - median);
    double score = distance == 0 ? 0 : distance / Math.abs(end - median);
    return Double.isNaN(score) ? Double.POSITIVE_INFINITY : score;
  }

  /** The quantiles with their distance from the median changed. */
  public Quantiles apply(Quantiles forecast) {
    double median = forecast.median();
    double low50 = median + factor50 * (forecast.low50() - median);
    double high50 = median + factor50 * (forecast.high50() - median);
    double low90 = median + factor90 * (forecast.low90() - median);
    double high90 = median + factor90 * (forecast.high90() - median);
    return new Quantiles(Math.min(low90, low50), low50, median, high50, Math.max(high90, high50));
  }
}
