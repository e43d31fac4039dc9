package io.github.rnn4j.kernel.arithmetic;

/**
 * Matrix products and activation functions on {@code float} arrays.
 *
 * <p>Products are {@code C += A B}. {@code B} lies in {@link Panels}. Rows of {@code C} have room
 * for all columns of {@code B}.
 */
public interface FloatArithmetic {
  /**
   * Errors that have faded below this become 0 on their way back. Further back they would become
   * denormal numbers, with which a processor computes about a hundred times as long; no weight in
   * FLOAT feels them.
   */
  float FADED = 1e-30f;

  /**
   * What the log and the system property {@code rnn4j.backend} call it.
   *
   * @return {@code vector} or {@code plain}
   */
  String name();

  /**
   * Whether it computes with the module {@code jdk.incubator.vector}.
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
   * The number of columns of a matrix {@code B} is a multiple of this; what is missing is zero.
   *
   * @return a multiple of {@link #lanes()}
   */
  int columnUnit();

  /**
   * Where the entries of a matrix {@code B} lie.
   *
   * @param columns number of its columns, a multiple of {@link #columnUnit()}
   * @param depth number of its rows
   * @return the places
   */
  Panels panels(int columns, int depth);

  /**
   * Number of rows of a block of {@link #multiplyBlock}.
   *
   * @return at least 1
   */
  int blockRows();

  /**
   * {@code C += A B} with the rows of {@code A} one after the other.
   *
   * @param a a place in {@code A}, row by row
   * @param rows number of rows of {@code A} and {@code C}
   * @param panels {@code B} in panels
   * @param columns number of columns of {@code B}
   * @param depth number of columns of {@code A} and rows of {@code B}
   * @param c a place in {@code C}, row by row
   */
  void multiply(Rows a, int rows, float[] panels, int columns, int depth, Rows c);

  /**
   * Number of floats behind the last one of an array that {@link #multiplyBlock} and {@link
   * #copyBlocks} read or overwrite.
   *
   * @return at least {@link #blockRows()}
   */
  int blockSlack();

  /**
   * Lays the first columns of a matrix in blocks for {@link #multiplyBlock}, with {@link
   * #blockRows()} as the distance of two of their columns. Block by block: a column of the matrix
   * becomes a row of a block.
   *
   * @param matrix a place in the matrix, row by row
   * @param blocks number of blocks
   * @param depth number of rows of the matrix
   * @param to where the blocks go, from index 0; {@link #blockSlack()} floats behind the last are
   *     overwritten
   */
  void copyBlocks(Rows matrix, int blocks, int depth, float[] to);

  /**
   * {@code C += A B} with {@link #blockRows()} rows of {@code A}, column after column.
   *
   * @param block the rows of {@code A}: entry {@code (i, k)} at {@code from + k * step + i}
   * @param from the first entry
   * @param step distance of two columns, at least {@link #blockRows()}
   * @param panels {@code B} in panels
   * @param columns number of columns of {@code B}
   * @param depth number of columns of {@code A} and rows of {@code B}
   * @param c a place in {@code C}, row by row
   */
  void multiplyBlock(
      float[] block, int from, int step, float[] panels, int columns, int depth, Rows c);

  /**
   * Replaces entries by {@code 1 / (1 + exp(-x))}, absolute error below 2e-7.
   *
   * @param x the array
   * @param from the first entry
   * @param count number of entries, a multiple of {@link #lanes()}
   */
  void sigmoid(float[] x, int from, int count);

  /**
   * Computes the hyperbolic tangent, absolute error below 4e-7.
   *
   * @param x the arguments
   * @param from the first argument
   * @param y the results; may be the same array
   * @param to where the first result goes
   * @param count number of entries, a multiple of {@link #lanes()}
   */
  void tanh(float[] x, int from, float[] y, int to, int count);

  /**
   * {@code y += x}.
   *
   * @param x what is added
   * @param from its first entry
   * @param y what it is added to
   * @param to its first entry
   * @param count number of entries, a multiple of {@link #lanes()}
   */
  void add(float[] x, int from, float[] y, int to, int count);

  /**
   * A matrix in panels: some columns side by side, row after row, then the next panel. The last
   * panel may be narrower.
   *
   * @param depth number of rows
   * @param width number of columns of a panel
   * @param full number of columns in panels of that width
   * @param rest number of columns of the last panel, 0 where there is none
   */
  record Panels(int depth, int width, int full, int rest) {
    /**
     * Rounds a number of columns up.
     *
     * @param columns how many there are
     * @param unit the {@link #columnUnit()} of an arithmetic
     * @return the next multiple of the unit
     */
    public static int filledUp(int columns, int unit) {
      return (columns + unit - 1) / unit * unit;
    }

    /**
     * Number of columns side by side.
     *
     * @param column a column
     * @return the distance of its rows
     */
    public int step(int column) {
      return column < full ? width : rest;
    }

    /**
     * The first entry of a column.
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
     * Writes a column.
     *
     * @param values the array that has it
     * @param from its first entry there
     * @param column which column
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
     * Writes a row.
     *
     * @param values the row, from index 0
     * @param count how many values; the other columns are left as they are
     * @param row which row
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

  /** A place in a matrix that lies row by row; moved from step to step. */
  final class Rows {
    /** The array. */
    public final float[] data;

    /** Distance of two rows. */
    public final int stride;

    /** Index of the first entry. */
    public int from;

    /**
     * A place at the beginning.
     *
     * @param data the array
     * @param stride distance of two rows
     */
    public Rows(float[] data, int stride) {
      this.data = data;
      this.stride = stride;
    }

    /**
     * Moves to another place.
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
