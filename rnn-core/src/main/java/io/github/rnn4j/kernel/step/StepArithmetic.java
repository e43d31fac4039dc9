package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.CellArrays;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.cell.CellShape;

/** The arithmetic of a {@link StepModel}: products with packed matrices, and the cells' gates. */
public interface StepArithmetic {

  /** What numbers of columns are filled up to a multiple of. */
  int unit();

  /** Where the entries of a matrix of so many columns and rows lie. */
  Panels panels(int columns, int depth);

  /** {@code C += A B} for some rows of A and C; B lies in {@link #panels}. */
  void multiply(Rows a, int rows, float[] b, int columns, int depth, Rows c);

  /** What a cell does behind its products. */
  Gates gates(CellShape shape);

  /** Turns weighted sums and the state before a step into the state after it, in the same place. */
  interface Gates {
    /**
     * Makes the step.
     *
     * @param arrays with no segments: state rows of the streams, from 0
     * @param streams number of rows
     */
    void apply(CellArrays arrays, int streams);
  }
}
