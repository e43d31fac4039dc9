package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.datasets.DataException;

/**
 * The transform applied to every value first, to make fluctuations equally large at every level.
 */
public enum PowerTransform {
  /** No transform. */
  NONE {
    @Override
    double forward(double value) {
      return value;
    }

    @Override
    public double inverse(double level) {
      return level;
    }
  },
  /** The square root, for counts; a negative forecast becomes 0. */
  SQRT {
    @Override
    double forward(double value) {
      return Math.sqrt(value);
    }

    @Override
    public double inverse(double level) {
      double root = Math.max(level, 0);
      return root * root;
    }
  },
  /** The natural logarithm, for values that grow by a percentage; all values must be above 0. */
  LOG {
    @Override
    double forward(double value) {
      return Math.log(value);
    }

    @Override
    public double inverse(double level) {
      return Math.exp(level);
    }
  };

  abstract double forward(double value);

  /**
   * Undoes the transform. It never decreases as {@code level} increases, so quantiles stay
   * quantiles.
   */
  public abstract double inverse(double level);

  /** Returns the transformed values. */
  double[] forward(String variable, double[] values) {
    double[] levels = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      levels[t] = forward(values[t]);
      if (!Double.isFinite(levels[t])) {
        throw new DataException(
            "%s is %s at step %d: %s needs values %s; choose --power none"
                .formatted(
                    variable,
                    values[t],
                    t,
                    this == LOG ? "the logarithm" : "the square root",
                    this == LOG ? "above 0" : "of 0 or more"));
      }
    }
    return levels;
  }
}
