package io.github.rnn4j.kernel.arithmetic;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;

/**
 * Products {@code C += A B} in plain loops, with B stored row by row. Some columns of some rows of
 * C are summed in separate arrays in one loop over the depth, four rows of B at a time.
 */
final class PlainProduct {
  /** Number of rows of A in a block. */
  static final int BLOCK_ROWS = 16;

  /** Number of rows summed at a time. */
  static final int ROWS = 32;

  private PlainProduct() {}

  /** The left factor: entry (i, k) at {@code from + i * row + k * column}. */
  static final class Left {
    private float[] data;
    private int from;
    private int row;
    private int column;

    private Left at(float[] array, int index, int rowDistance, int columnDistance) {
      data = array;
      from = index;
      row = rowDistance;
      column = columnDistance;
      return this;
    }
  }

  static void multiply(Rows a, int rows, float[] b, int columns, int depth, Rows c) {
    Stretches s = Stretches.ofThisThread();
    for (int first = 0; first < rows; first += ROWS) {
      int count = Math.min(ROWS, rows - first);
      s.left.at(a.data, a.from + first * a.stride, a.stride, 1);
      multiply(s, count, b, columns, depth, c, c.from + first * c.stride);
    }
  }

  static void multiplyBlock(
      float[] block, int from, int step, float[] b, int columns, int depth, Rows c) {
    Stretches s = Stretches.ofThisThread();
    s.left.at(block, from, 1, step);
    multiply(s, BLOCK_ROWS, b, columns, depth, c, c.from);
  }

  private static void multiply(
      Stretches s, int rows, float[] b, int columns, int depth, Rows c, int to) {
    Left a = s.left;
    for (int first = 0; first < columns; first += Stretches.LENGTH) {
      int width = Math.min(Stretches.LENGTH, columns - first);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(c.data, to + i * c.stride + first, s.sums[i], 0, width);
      }
      int k = 0;
      for (; k + 4 <= depth; k += 4) {
        int from = k * columns + first;
        System.arraycopy(b, from, s.a, 0, width);
        System.arraycopy(b, from + columns, s.b, 0, width);
        System.arraycopy(b, from + 2 * columns, s.c, 0, width);
        System.arraycopy(b, from + 3 * columns, s.d, 0, width);
        for (int i = 0; i < rows; i++) {
          int at = a.from + i * a.row + k * a.column;
          float a0 = a.data[at];
          float a1 = a.data[at + a.column];
          float a2 = a.data[at + 2 * a.column];
          float a3 = a.data[at + 3 * a.column];
          addFour(s.a, s.b, s.c, s.d, s.sums[i], width, a0, a1, a2, a3);
        }
      }
      for (; k < depth; k++) {
        System.arraycopy(b, k * columns + first, s.a, 0, width);
        for (int i = 0; i < rows; i++) {
          addOne(s.a, s.sums[i], width, a.data[a.from + i * a.row + k * a.column]);
        }
      }
      for (int i = 0; i < rows; i++) {
        System.arraycopy(s.sums[i], 0, c.data, to + i * c.stride + first, width);
      }
    }
  }

  /** The only form that Java 17 vectorizes. */
  private static void addFour(
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] sum,
      int count,
      float a0,
      float a1,
      float a2,
      float a3) {
    for (int j = 0; j < count; j++) {
      sum[j] += a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
    }
  }

  /** {@code sum += a b}. */
  static void addOne(float[] b, float[] sum, int count, float a) {
    for (int j = 0; j < count; j++) {
      sum[j] += a * b[j];
    }
  }
}
