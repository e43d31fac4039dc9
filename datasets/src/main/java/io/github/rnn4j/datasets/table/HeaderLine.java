package io.github.rnn4j.datasets.table;

/** Whether the first row of a table has the names of its columns. */
public enum HeaderLine {
  /** It is a header unless a field is a number or a date, or occurs again in its column. */
  DETECT,
  /** It is. */
  PRESENT,
  /** It is not: the columns are named {@code #1}, {@code #2} and so on. */
  ABSENT
}
