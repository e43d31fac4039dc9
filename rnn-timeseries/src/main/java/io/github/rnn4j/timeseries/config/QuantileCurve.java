package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.metric.Quantiles;
import java.util.List;

/** A distribution between and beyond its five quantiles. */
final class QuantileCurve {

  private QuantileCurve() {}

  /**
   * The quantile of any level: on the straight line between the two levels around it; beyond the
   * outer levels on the line of the two outermost ones, which ends at the levels 0 and 1.
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
