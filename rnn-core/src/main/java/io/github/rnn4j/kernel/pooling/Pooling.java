package io.github.rnn4j.kernel.pooling;

/** How the steps of a sequence become one vector. */
public enum Pooling {
  /** The mean of each feature. */
  MEAN(true, false),
  /** The maximum of each feature. */
  MAX(false, true),
  /** The means of all features, then their maxima. */
  MEAN_AND_MAX(true, true);

  final boolean mean;
  final boolean max;

  Pooling(boolean mean, boolean max) {
    this.mean = mean;
    this.max = max;
  }

  /**
   * Number of numbers that it yields for each feature.
   *
   * @return 1 or 2
   */
  public int parts() {
    return mean && max ? 2 : 1;
  }
}
