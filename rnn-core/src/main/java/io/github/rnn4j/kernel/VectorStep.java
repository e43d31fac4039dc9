package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.simd.FloatArithmetic;
import io.github.rnn4j.kernel.simd.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.simd.FloatArithmetic.Rows;

/** Steps in the processor's vector instructions. */
record VectorStep(FloatArithmetic arithmetic) implements StepArithmetic {

  @Override
  public int unit() {
    return arithmetic.columnUnit();
  }

  @Override
  public Panels panels(int columns, int depth) {
    return arithmetic.panels(columns, depth);
  }

  @Override
  public void multiply(Rows a, int rows, float[] b, int columns, int depth, Rows c) {
    arithmetic.multiply(a, rows, b, columns, depth, c);
  }

  @Override
  public Gates gates(CellShape shape) {
    VectorCell cell = VectorCell.of(shape, arithmetic);
    return (arrays, streams) -> cell.forward(arrays, streams, 0, 0);
  }
}
