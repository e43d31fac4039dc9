package io.github.rnn4j.datasets.series;

/** What to do about rows with the same time. */
public enum Duplicates {
  /** Reports them as an error, unless their values are equal too. */
  ERROR,
  /** Takes the mean of their values. */
  MEAN,
  /** Takes the first row. */
  FIRST,
  /** Takes the last row. */
  LAST
}
