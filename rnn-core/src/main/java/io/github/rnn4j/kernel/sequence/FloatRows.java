package io.github.rnn4j.kernel.sequence;

import io.github.rnn4j.kernel.MatrixRows;

/**
 * The rows of a matrix in an array.
 *
 * @param data row by row
 * @param columns number of columns
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FloatRows(float[] data, int columns) implements MatrixRows {

  @Override
  public void read(int first, int count, double[] to) {
    for (int i = 0; i < count * columns; i++) {
      to[i] = data[first * columns + i];
    }
  }

  @Override
  public void write(int first, int count, double[] from) {
    for (int i = 0; i < count * columns; i++) {
      data[first * columns + i] = (float) from[i];
    }
  }
}
