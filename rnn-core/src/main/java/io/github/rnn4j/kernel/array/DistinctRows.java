package io.github.rnn4j.kernel.array;

import java.util.Arrays;

/**
 * Finds the rows of a matrix that are bit-identical: tokens with the same embedding, or the same
 * one-hot row. Linear functions of the rows are then computed once for each distinct row.
 */
final class DistinctRows {
  private static final int[] NO_NUMBERS = {};

  private int[] numbers = NO_NUMBERS; // by row
  private int[] table = NO_NUMBERS; // a hash table with open addressing: number + 1, 0 if empty
  private float[] rows = {}; // [count, columns]
  private int count;

  /**
   * Looks for equal rows, and gives up if more than half of the rows are distinct.
   *
   * @param x {@code [total, columns]}
   * @return whether there are at most {@code total / 2} distinct rows
   */
  boolean find(float[] x, int total, int columns) {
    int limit = total / 2;
    int slots = Integer.highestOneBit(Math.max(1, total)) << 1; // at least twice the limit
    if (table.length < slots) {
      table = new int[slots];
      numbers = new int[slots];
    }
    Arrays.fill(table, 0, slots, 0);
    rows = Capacity.grown(rows, (long) limit * columns);
    count = 0;
    for (int row = 0; row < total; row++) {
      int at = row * columns;
      int slot = slot(x, at, columns, slots);
      if (table[slot] == 0) {
        if (count == limit) {
          return false;
        }
        System.arraycopy(x, at, rows, count * columns, columns);
        count++;
        table[slot] = count;
      }
      numbers[row] = table[slot] - 1;
    }
    return true;
  }

  /** The slot of a row in the table, or the empty slot where it belongs. */
  private int slot(float[] x, int at, int columns, int slots) {
    int slot = hash(x, at, columns) & (slots - 1);
    while (table[slot] != 0) {
      int known = (table[slot] - 1) * columns;
      if (Arrays.mismatch(x, at, at + columns, rows, known, known + columns) < 0) {
        break;
      }
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
  }

  private static int hash(float[] x, int at, int columns) {
    int even = 1;
    int odd = 1;
    int i = 0;
    for (; i + 1 < columns; i += 2) { // two independent sums
      even = 31 * even + Float.floatToRawIntBits(x[at + i]);
      odd = 31 * odd + Float.floatToRawIntBits(x[at + i + 1]);
    }
    if (i < columns) {
      even = 31 * even + Float.floatToRawIntBits(x[at + i]);
    }
    int mixed = even * 0x9E3779B1 + odd; // 2^32 divided by the golden ratio: Knuth's multiplier
    return mixed ^ mixed >>> 15;
  }

  /** Number of distinct rows. */
  int count() {
    return count;
  }

  /** The distinct rows, one after the other, in the order of their first occurrence. */
  float[] rows() {
    return rows;
  }

  /** Index of the distinct row that is equal to a row. */
  int number(int row) {
    return numbers[row];
  }

  /** Number of floats kept for the next matrix. */
  long reserved() {
    return (long) rows.length + numbers.length + table.length;
  }
}
