package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.metric.Quantiles;
import java.util.List;

/** A distribution interpolated from its five quantiles. */
final class QuantileCurve {

  private QuantileCurve() {}

  /**
   * Returns the quantile of any level by linear interpolation between the two nearest levels.
   * Beyond the outermost levels, the line through the two outermost points is extended up to the
   * levels 0 and 1.
   */
  static double at(double[] quantiles, double u) {
    List<Double> levels = Quantiles.LEVELS;
    int upper = 1;
    while (upper < levels.size() - 1 && levels.get(upper) < u) {
      upper++;
    }
    double share = (u - levels.get(upper - 1)) / (levels.get(upper) - levels.get(upper - 1));
    return quantiles[upper - 1] + share * (quantiles[upper] - quantiles[upper - 1]);
  }
}
