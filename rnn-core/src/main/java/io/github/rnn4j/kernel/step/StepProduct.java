package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.threads.SecondThread;

/**
 * The product {@code C += A B} of fixed arrays with a packed matrix B. Running it allocates
 * nothing. Not thread-safe.
 */
public final class StepProduct implements SecondThread.TwoSlices {
  private final StepMatrix matrix;
  private int rows;
  private final Rows a;
  private final Rows[] c;

  /**
   * Creates a product at fixed positions.
   *
   * @param matrix B
   * @param rows number of rows of A and C
   * @param a the position of A
   * @param c the position of C
   */
  public StepProduct(StepMatrix matrix, int rows, Rows a, Rows c) {
    this.matrix = matrix;
    this.rows = rows;
    this.a = a;
    this.c =
        matrix.slices.stream()
            .map(slice -> new Rows(c.data, c.stride).at(c.from + slice.first()))
            .toArray(Rows[]::new);
  }

  /**
   * Moves to other positions in the same arrays.
   *
   * @param count number of rows of A and C
   * @param fromA index of the first entry of A
   * @param fromC index of the first entry of C
   * @return this
   */
  public StepProduct at(int count, int fromA, int fromC) {
    rows = count;
    a.at(fromA);
    for (int i = 0; i < c.length; i++) {
      c[i].at(fromC + matrix.slices.get(i).first());
    }
    return this;
  }

  /** Computes the product, a large one with the help of the second thread. */
  public void run() {
    if (c.length == 1) {
      slice(0);
    } else {
      SecondThread.INSTANCE.run(this);
    }
  }

  /**
   * Computes the product.
   *
   * @param helped whether the second thread may help
   */
  public void run(boolean helped) {
    if (helped) {
      run();
    } else {
      for (int i = 0; i < c.length; i++) {
        slice(i);
      }
    }
  }

  @Override
  public void slice(int index) {
    matrix.slices.get(index).matrix().multiply(a, rows, c[index]);
  }
}
