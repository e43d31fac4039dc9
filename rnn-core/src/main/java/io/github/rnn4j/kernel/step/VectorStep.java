package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.RecurrentCell;

/** Steps in the processor's vector instructions. */
public record VectorStep(FloatArithmetic arithmetic) implements StepArithmetic {

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
    RecurrentCell cell = RecurrentCell.of(shape, arithmetic);
    return (arrays, streams) -> cell.forward(arrays, streams, 0, 0);
  }
}
