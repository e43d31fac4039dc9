package io.github.rnn4j.datasets.series;

/** What to do about missing values in a series: missing times, and values that are not numbers. */
public enum GapPolicy {
  /** Reports anything missing, repeated or out of order as an error that names the row. */
  ERROR,
  /**
   * Interpolates a missing value linearly between its neighbors. Sorts rows that are out of order,
   * and drops repeated rows.
   */
  INTERPOLATE,
  /**
   * Replaces a missing value with the last value before it, which uses only what was known at that
   * time. Sorts rows that are out of order, and drops repeated rows.
   */
  FORWARD
}
