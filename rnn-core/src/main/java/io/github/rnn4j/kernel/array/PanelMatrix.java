package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The right factor {@code B} of products {@code C += A B}, stored in the panels of an arithmetic.
 */
public final class PanelMatrix {
  private final FloatArithmetic arithmetic;
  private Panels panels;
  private int columns;
  private float[] data = {};
  private float[] line = {}; // a column of the source, while it is copied

  private PanelMatrix(FloatArithmetic arithmetic) {
    this.arithmetic = arithmetic;
    panels = new Panels(0, 1, 0, 0);
  }

  /** Creates a matrix without entries. */
  static PanelMatrix empty(FloatArithmetic arithmetic) {
    return new PanelMatrix(arithmetic);
  }

  /**
   * Creates a matrix of zeros.
   *
   * @param depth number of rows
   * @param columns number of columns, a multiple of the arithmetic's column unit
   */
  public static PanelMatrix of(FloatArithmetic arithmetic, int depth, int columns) {
    PanelMatrix matrix = new PanelMatrix(arithmetic);
    matrix.resize(depth, columns);
    return matrix;
  }

  /** Changes the size and sets all entries to zero, unless the matrix already has that size. */
  void resize(int newDepth, int newColumns) {
    if (panels.depth() != newDepth || columns != newColumns) {
      panels = arithmetic.panels(newColumns, newDepth);
      columns = newColumns;
      int entries = Capacity.of((long) newDepth * newColumns);
      data = Capacity.grown(data, entries);
      Arrays.fill(data, 0, entries, 0);
    }
  }

  public int columns() {
    return columns;
  }

  /** {@code C += A B}. */
  public void multiply(Rows a, int rows, Rows c) {
    arithmetic.multiply(a, rows, data, columns, panels.depth(), c);
  }

  /** Sets a column from consecutive numbers of an array. */
  public void setColumn(int column, float[] values, int from) {
    panels.copyColumn(values, from, column, data);
  }

  /** Adds a row to consecutive numbers of an array: the product with a one-hot vector. */
  public void addRow(int row, float[] to, int at) {
    for (int column = 0; column < columns; ) {
      int step = panels.step(column);
      int from = panels.start(column) + row * step;
      int first = at + column;
      for (int j = 0; j < step; j++) {
        to[first + j] += data[from + j];
      }
      column += step;
    }
  }

  /** Copies each column of a matrix to the column that {@code place} gives for it. */
  void readColumns(FloatView matrix, IntUnaryOperator place) {
    line = Capacity.grown(line, panels.depth());
    for (int i = 0; i < matrix.size(1); i++) {
      matrix.read(matrix.index(0, i), 0, line, 0, panels.depth());
      panels.copyColumn(line, 0, place.applyAsInt(i), data);
    }
  }

  /** Copies each column of a matrix to the row that {@code place} gives for it. */
  void readTransposed(FloatView matrix, IntUnaryOperator place) {
    int count = matrix.size(0);
    line = Capacity.grown(line, count);
    for (int i = 0; i < matrix.size(1); i++) {
      matrix.read(matrix.index(0, i), 0, line, 0, count);
      panels.copyRow(line, count, place.applyAsInt(i), data);
    }
  }
}
