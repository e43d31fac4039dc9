package io.github.rnn4j.datasets.series;

/**
 * What is done about the values that a series lacks: missing times and values that are no number.
 */
public enum GapPolicy {
  /** Anything missing, repeated or out of order is an error that names its row. */
  ERROR,
  /**
   * A missing value lies on the straight line between its neighbours. Rows out of order are sorted,
   * rows that repeat another one are left out.
   */
  INTERPOLATE,
  /**
   * A missing value is the last one before it: what was known at that time, and nothing later. Rows
   * out of order are sorted, rows that repeat another one are left out.
   */
  FORWARD
}
