package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.GateLayout;
import io.github.rnn4j.kernel.cell.RecurrentCell;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of one recurrent layer, for steps. */
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
    pack(floats(parameters.get(0)), layout.inputBlocks(), 0, input);
    pack(floats(parameters.get(1)), layout.stateBlocks(), layout.stateColumn(), state);
    bias = new float[layout.gateStride()];
    layout.addBias(floats(parameters.get(2)), layout.inputBlocks(), bias);
    if (parameters.size() > 3) {
      layout.addBias(floats(parameters.get(3)), layout.stateBlocks(), bias);
    }
  }

  /** A copy in Java's memory, column by column. */
  static float[] floats(INDArray array) {
    return array.castTo(DataType.FLOAT).dup('f').data().asFloat();
  }

  private void pack(float[] values, List<Integer> blocks, int firstColumn, StepMatrix to) {
    for (int i = 0; i < blocks.size() * layout.units(); i++) {
      to.setColumn(layout.gate(blocks, i) - firstColumn, values, i * to.depth);
    }
  }

  /** Fills some rows of gates with the bias. */
  void fill(float[] rows, int count) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(bias, 0, rows, r * bias.length, bias.length);
    }
  }
}
