package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.GateLayout;
import io.github.rnn4j.kernel.cell.RecurrentCell;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of one recurrent layer, packed for single steps. */
final class StepWeights {
  final GateLayout layout;
  final StepMatrix input; // [C, gates]
  final StepMatrix state; // [H, gates]
  final float[] bias; // a row of gates
  final RecurrentCell gates;

  StepWeights(CellShape shape, List<INDArray> parameters, FloatArithmetic arithmetic) {
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

  private static void pack(float[] values, StepMatrix to, IntUnaryOperator place) {
    for (int i = 0; i * to.depth < values.length; i++) {
      to.setColumn(place.applyAsInt(i), values, i * to.depth);
    }
  }

  /** Fills some rows of gates with the bias. */
  void fill(float[] rows, int count) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(bias, 0, rows, r * bias.length, bias.length);
    }
  }
}
