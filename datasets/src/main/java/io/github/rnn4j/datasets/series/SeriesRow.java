package io.github.rnn4j.datasets.series;

import java.time.LocalDateTime;

/**
 * A row as it was read.
 *
 * @param place where
 * @param label what the time column says
 * @param time the time
 * @param values one per variable, NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record SeriesRow(Place place, String label, LocalDateTime time, double[] values) {

  /**
   * Where a row was read, for messages.
   *
   * @param isLine whether the number is that of a line of a file, not of a record of a reader
   * @param number counted from 1
   */
  record Place(boolean isLine, int number) {

    /** Such as {@code on line 3}. */
    String where() {
      return (isLine ? "on " : "in ") + this;
    }

    /** Such as {@code line 3}. */
    @Override
    public String toString() {
      return (isLine ? "line " : "record ") + number;
    }
  }
}
