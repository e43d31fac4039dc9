package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.GateLayout;
import io.github.rnn4j.kernel.cell.RecurrentCell;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of one direction of a recurrent layer, packed once for prediction. Immutable. */
public final class StepWeights {
  /** The memory layout of the gates. */
  public final GateLayout layout;

  /** {@code [C, gates]}. */
  public final StepMatrix input;

  /** {@code [H, gates]}. */
  public final StepMatrix state;

  final float[] bias; // a row of gates

  /** The arithmetic of the gates. */
  public final RecurrentCell gates;

  /**
   * Copies and packs the weights.
   *
   * @param shape the cell and its sizes
   * @param parameters its parameters in the order of {@link io.github.rnn4j.kernel.cell.CellType}
   * @param arithmetic arithmetic that computes the products
   */
  public StepWeights(CellShape shape, List<INDArray> parameters, FloatArithmetic arithmetic) {
    layout = GateLayout.of(shape, arithmetic.columnUnit());
    gates = RecurrentCell.of(shape, arithmetic);
    input = new StepMatrix(arithmetic, layout.inputs(), layout.inputColumns());
    state = new StepMatrix(arithmetic, layout.units(), layout.stateColumns());
    pack(floats(parameters.get(0)), input, layout::inputColumn);
    pack(floats(parameters.get(1)), state, layout::stateColumn);
    bias = new float[layout.gateStride()];
    layout.addBias(floats(parameters.get(2)), layout.inputBlocks(), bias);
    if (parameters.size() > 3) {
      layout.addBias(floats(parameters.get(3)), layout.stateBlocks(), bias);
    }
  }

  /** Copies an array to Java's memory, column by column. */
  static float[] floats(INDArray array) {
    return array.castTo(DataType.FLOAT).dup('f').data().asFloat();
  }

  /**
   * Copies a matrix to Java's memory, row by row.
   *
   * @param matrix the matrix, of any type
   * @return its entries
   */
  public static float[] rows(INDArray matrix) {
    return matrix.castTo(DataType.FLOAT).dup('c').data().asFloat();
  }

  private static void pack(float[] values, StepMatrix to, IntUnaryOperator place) {
    for (int i = 0; i * to.depth < values.length; i++) {
      to.setColumn(place.applyAsInt(i), values, i * to.depth);
    }
  }

  /**
   * Fills some rows of gates with the bias.
   *
   * @param rows the rows
   * @param count their number
   */
  public void fill(float[] rows, int count) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(bias, 0, rows, r * bias.length, bias.length);
    }
  }
}
