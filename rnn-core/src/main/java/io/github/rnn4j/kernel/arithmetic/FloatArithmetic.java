package io.github.rnn4j.kernel.arithmetic;

/**
 * Matrix products and activation functions on {@code float} arrays.
 *
 * <p>Products are {@code C += A B}, where {@code B} is stored in {@link Panels}. Rows of {@code C}
 * have room for all columns of {@code B}.
 */
public interface FloatArithmetic {
  /**
   * Backpropagated errors smaller in magnitude than this become 0. Further back they would become
   * denormal numbers, with which a processor is about a hundred times slower. They are too small to
   * change a FLOAT weight.
   */
  float FADED = 1e-30f;

  /**
   * Returns the name used in the log and in the system property {@code rnn4j.backend}.
   *
   * @return {@code vector} or {@code plain}
   */
  String name();

  /**
   * Returns whether the arithmetic uses the module {@code jdk.incubator.vector}.
   *
   * @return false for plain loops
   */
  boolean isVector();

  /**
   * Number of floats in a vector.
   *
   * @return 4, 8 or 16
   */
  int lanes();

  /**
   * The number of columns of a matrix {@code B} must be a multiple of this; missing columns are
   * filled with zeros.
   *
   * @return a multiple of {@link #lanes()}
   */
  int columnUnit();

  /**
   * Returns the memory layout of a matrix {@code B}.
   *
   * @param columns number of its columns, a multiple of {@link #columnUnit()}
   * @param depth number of its rows
   * @return the layout
   */
  Panels panels(int columns, int depth);

  /**
   * Number of rows in a block of {@link #multiplyBlock}.
   *
   * @return at least 1
   */
  int blockRows();

  /**
   * Computes {@code C += A B} with {@code A} stored row by row.
   *
   * @param a a position in {@code A}, stored row by row
   * @param rows number of rows of {@code A} and {@code C}
   * @param panels {@code B} in panels
   * @param columns number of columns of {@code B}
   * @param depth number of columns of {@code A} and rows of {@code B}
   * @param c a position in {@code C}, stored row by row
   */
  void multiply(Rows a, int rows, float[] panels, int columns, int depth, Rows c);

  /**
   * Number of extra floats that an array needs after its last entry: {@link #multiplyBlock} may
   * read them, and {@link #copyBlocks} may read or overwrite them.
   *
   * @return at least {@link #blockRows()}
   */
  int blockSlack();

  /**
   * Copies the first columns of a matrix into blocks for {@link #multiplyBlock}, one block after
   * the other. Each column of the matrix becomes a row of a block. The distance between two columns
   * of a block is {@link #blockRows()}.
   *
   * @param matrix a position in the matrix, stored row by row
   * @param blocks number of blocks
   * @param depth number of rows of the matrix
   * @param to array for the blocks, from index 0; {@link #blockSlack()} floats after the last entry
   *     may be overwritten
   */
  void copyBlocks(Rows matrix, int blocks, int depth, float[] to);

  /**
   * Computes {@code C += A B} with {@link #blockRows()} rows of {@code A}, stored column by column.
   *
   * @param block the rows of {@code A}: entry {@code (i, k)} at {@code from + k * step + i}
   * @param from the first entry
   * @param step distance between two columns, at least {@link #blockRows()}
   * @param panels {@code B} in panels
   * @param columns number of columns of {@code B}
   * @param depth number of columns of {@code A} and rows of {@code B}
   * @param c a position in {@code C}, stored row by row
   */
  void multiplyBlock(
      float[] block, int from, int step, float[] panels, int columns, int depth, Rows c);

  /**
   * Replaces entries with {@code 1 / (1 + exp(-x))}; the absolute error is below 2e-7.
   *
   * @param x the array
   * @param from the first entry
   * @param count number of entries, a multiple of {@link #lanes()}
   */
  void sigmoid(float[] x, int from, int count);

  /**
   * Computes the hyperbolic tangent; the absolute error is below 4e-7.
   *
   * @param x the arguments
   * @param from the first argument
   * @param y the results; may be the same array
   * @param to where the first result goes
   * @param count number of entries, a multiple of {@link #lanes()}
   */
  void tanh(float[] x, int from, float[] y, int to, int count);

  /**
   * Computes {@code y += x}.
   *
   * @param x the array to add
   * @param from its first entry
   * @param y the array to add to
   * @param to its first entry
   * @param count number of entries, a multiple of {@link #lanes()}
   */
  void add(float[] x, int from, float[] y, int to, int count);

  /**
   * Returns whether the first numbers of an array are finite.
   *
   * @param x the array
   * @param count how many numbers to look at
   * @return false if one of them is NaN or infinite
   */
  boolean areFinite(float[] x, int count);

  /**
   * Sums the squares of all entries, in double.
   *
   * @param x an array whose length is a multiple of 64
   * @return the sum
   */
  double squares(float[] x);

  /**
   * The layout of a matrix in panels of a few columns each. Each panel is stored row by row, one
   * panel after the other. The last panel may be narrower.
   *
   * @param depth number of rows
   * @param width number of columns in a panel
   * @param full number of columns in all panels of that width
   * @param rest number of columns in a narrower last panel, or 0 if there is none
   */
  record Panels(int depth, int width, int full, int rest) {
    /**
     * Rounds a number of columns up to a multiple of a unit.
     *
     * @param columns number of columns
     * @param unit the {@link #columnUnit()} of an arithmetic
     * @return the next multiple of the unit
     */
    public static int filledUp(int columns, int unit) {
      return (columns + unit - 1) / unit * unit;
    }

    /**
     * Returns the number of columns in the panel of a column.
     *
     * @param column a column
     * @return the distance between two rows of the panel
     */
    public int step(int column) {
      return column < full ? width : rest;
    }

    /**
     * Returns the position of a column's first entry.
     *
     * @param column a column
     * @return the index of its entry in row 0
     */
    public int start(int column) {
      return column < full
          ? column / width * width * depth + column % width
          : full * depth + column - full;
    }

    /**
     * Copies a column into a matrix.
     *
     * @param values array with the entries of the column
     * @param from index of its first entry
     * @param column index of the column
     * @param to the matrix in panels
     */
    public void copyColumn(float[] values, int from, int column, float[] to) {
      int start = start(column);
      int step = step(column);
      for (int k = 0; k < depth; k++) {
        to[start + k * step] = values[from + k];
      }
    }

    /**
     * Copies a row into a matrix.
     *
     * @param values the entries of the row, from index 0
     * @param count number of entries; the other columns stay unchanged
     * @param row index of the row
     * @param to the matrix in panels
     */
    public void copyRow(float[] values, int count, int row, float[] to) {
      int column = 0;
      while (column < count) {
        int step = step(column);
        int length = Math.min(step, count - column);
        System.arraycopy(values, column, to, start(column) + row * step, length);
        column += length;
      }
    }
  }

  /** A movable position in a matrix that is stored row by row. */
  final class Rows {
    /** The array. */
    public final float[] data;

    /** Distance between two rows. */
    public final int stride;

    /** Index of the first entry. */
    public int from;

    /**
     * Creates a position at the beginning.
     *
     * @param data the array
     * @param stride distance between two rows
     */
    public Rows(float[] data, int stride) {
      this.data = data;
      this.stride = stride;
    }

    /**
     * Moves to another position.
     *
     * @param index index of the first entry
     * @return this
     */
    public Rows at(int index) {
      from = index;
      return this;
    }
  }
}
