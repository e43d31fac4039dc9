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
 * that it is too wide. The exact promise is for exchangeable values, which those of a series are
 * not: where the future is wilder than the validation part, the bands are too narrow.
 *
 * @param factor50 for the 50 % band, above 0
 * @param factor90 for the 90 % band, above 0
 * @param values how many validation values they come from; 0 where nothing was calibrated
 */
public record Calibration(double factor50, double factor90, int values) {

  /** Bands as the network says them. */
  public static final Calibration NONE = new Calibration(1, 1, 0);

  /**
   * Fits the factors.
   *
   * @param actual levels of the validation part
   * @param forecasts of each of them, as the network says them
   * @param windows m, how many windows of the horizon do not overlap, 1 or more
   */
  public static Calibration fit(double[] actual, List<Quantiles> forecasts, int windows) {
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
      double distance = actual[i] - forecast.median();
      double end = (distance > 0 ? high : low).applyAsDouble(forecast);
      scores[i] = Math.abs(distance) / Math.max(Math.abs(end - forecast.median()), 1e-9);
    }
    Arrays.sort(scores);
    if (share > 1) {
      return Math.max(1, scores[scores.length - 1]);
    }
    int rank = (int) Math.ceil(scores.length * share);
    return Math.max(1e-3, scores[rank - 1]);
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
