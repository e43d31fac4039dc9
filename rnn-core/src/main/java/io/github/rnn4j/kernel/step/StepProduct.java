package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;

/**
 * The product {@code C += A B} of fixed arrays with a packed matrix B. Running it allocates
 * nothing.
 */
final class StepProduct {
  private final StepMatrix matrix;
  private final int rows;
  private final Rows a;
  private final Rows[] c;

  StepProduct(StepMatrix matrix, int rows, Rows a, Rows c) {
    this.matrix = matrix;
    this.rows = rows;
    this.a = a;
    this.c =
        matrix.slices.stream()
            .map(slice -> new Rows(c.data, c.stride).at(c.from + slice.first()))
            .toArray(Rows[]::new);
  }

  void run() {
    if (c.length == 1) {
      slice(0);
    } else {
      SecondThread.INSTANCE.run(this);
    }
  }

  void slice(int index) {
    matrix.slices.get(index).matrix().multiply(a, rows, c[index]);
  }
}
