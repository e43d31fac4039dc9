package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.datasets.DataException;
import java.util.stream.DoubleStream;

/**
 * Standardization: {@code (x - mean) / deviation}.
 *
 * @param mean the mean of the numbers it was fitted on
 * @param deviation their standard deviation, above 0
 */
public record Scale(double mean, double deviation) {

  /** A distance from zero, in standard deviations, that no data may reach. */
  static final double FAR = 1e30;

  static final double LEAST = 1e-100;

  /** The deviation of a constant: nothing that is forecast differs from it. */
  private static final double CONSTANT = 1e-99;

  /** A few times the difference of two of the largest values that a series may have. */
  static final double GREATEST = 1e101;

  /** Fits a scale to numbers; NaN is ignored. */
  static Scale fit(String what, DoubleStream numbers) {
    double[] x = numbers.filter(number -> !Double.isNaN(number)).toArray();
    if (x.length < 2) {
      throw new DataException(
          "%s has %d numbers, but fitting its scale needs at least 2; choose a longer training period"
              .formatted(what, x.length));
    }
    double mean = DoubleStream.of(x).average().orElseThrow();
    double variance = DoubleStream.of(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
    if (variance > 0) {
      return new Scale(mean, Math.sqrt(variance));
    }
    double farthest = DoubleStream.of(x).map(v -> Math.abs(v - mean)).max().orElseThrow();
    return new Scale(mean, farthest > 0 ? farthest : 1); // a constant has no scale; any will do
  }

  /** Fits a scale with mean 0 to numbers such as errors; NaN is ignored. */
  static Scale fitAroundZero(String what, DoubleStream numbers) {
    double[] x = numbers.toArray();
    Scale around = fit(what, DoubleStream.of(x));
    double squares =
        DoubleStream.of(x).filter(v -> !Double.isNaN(v)).map(v -> v * v).average().orElseThrow();
    return new Scale(0, squares > 0 ? Math.sqrt(squares) : around.deviation());
  }

  /**
   * Fits a scale to the levels of a series: their mean, and the root mean square of the changes
   * from step to step. See {@link #isOfConstant} for a constant series.
   */
  static Scale ofLevels(double[] g) {
    double mean = DoubleStream.of(g).average().orElseThrow();
    double squares = 0;
    for (int t = 1; t < g.length; t++) {
      squares += (g[t] - g[t - 1]) * (g[t] - g[t - 1]);
    }
    double deviation = Math.sqrt(squares / Math.max(1, g.length - 1));
    return new Scale(mean, deviation > CONSTANT ? deviation : CONSTANT);
  }

  /** Returns whether the numbers that it was fitted on are all the same. */
  boolean isOfConstant() {
    return deviation <= CONSTANT;
  }

  /** Returns whether the network, which computes in FLOAT, up to 3e38, can read scaled values. */
  public boolean usable() {
    return deviation > LEAST && deviation < GREATEST && Math.abs(mean) / deviation < FAR;
  }

  double forward(double x) {
    return (x - mean) / deviation;
  }

  double inverse(double z) {
    return mean + deviation * z;
  }
}
