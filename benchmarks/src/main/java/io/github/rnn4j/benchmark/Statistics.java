package io.github.rnn4j.benchmark;

import java.util.List;

/** Order statistics, and the slope of a line through points. */
final class Statistics {
  private Statistics() {}

  /** Returns the middle value, or the mean of the middle two if their number is even. */
  static double median(List<Double> values) {
    return quantile(values, 0.5);
  }

  /**
   * Returns the value below which a share of all values lies, interpolated linearly between
   * neighbors (type 7 of R. Hyndman, Y. Fan, 1996, <i>Sample Quantiles in Statistical
   * Packages</i>).
   *
   * @param values at least one
   * @param share from 0 to 1
   */
  static double quantile(List<Double> values, double share) {
    if (values.isEmpty() || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "quantile %s of %d values; the quantile must be 0 to 1, and there must be at least one value"
              .formatted(share, values.size()));
    }
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  /** Returns the exponent {@code k} of {@code y = c x^k}, fitted by least squares on logarithms. */
  static double exponent(List<Double> x, List<Double> y) {
    if (x.size() != y.size() || x.size() < 2) {
      throw new IllegalArgumentException(
          "%d and %d values; there must be equally many of both, and at least 2"
              .formatted(x.size(), y.size()));
    }
    List<Double> u = x.stream().map(Math::log).toList();
    List<Double> v = y.stream().map(Math::log).toList();
    double meanU = u.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double meanV = v.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < u.size(); i++) {
      covariance += (u.get(i) - meanU) * (v.get(i) - meanV);
      variance += (u.get(i) - meanU) * (u.get(i) - meanU);
    }
    return covariance / variance;
  }
}
