package io.github.rnn4j.datasets.series;

import java.time.LocalDateTime;

/**
 * A row as it was read.
 *
 * @param place where it was read
 * @param label the text of the time column
 * @param time the time
 * @param values one per variable; NaN if it is missing
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record SeriesRow(Place place, String label, LocalDateTime time, double[] values) {

  /**
   * Where a row was read, for messages.
   *
   * @param isLine whether the number is a line of a file rather than a record of a reader
   * @param number counted from 1
   */
  record Place(boolean isLine, int number) {

    /** Returns text such as {@code on line 3}. */
    String where() {
      return (isLine ? "on " : "in ") + this;
    }

    /** Returns text such as {@code line 3}. */
    @Override
    public String toString() {
      return (isLine ? "line " : "record ") + number;
    }
  }
}
