package io.github.rnn4j.kernel;

/** Access to the rows of a matrix whose numbers have any data type, on any device. */
public interface MatrixRows {

  /**
   * Reads some rows.
   *
   * @param first the first row
   * @param count number of rows
   * @param to receives the numbers, row by row
   */
  void read(int first, int count, double[] to);

  /**
   * Writes some rows. The numbers are rounded to the matrix's data type.
   *
   * @param first the first row
   * @param count number of rows
   * @param from the numbers, row by row
   */
  void write(int first, int count, double[] from);
}
