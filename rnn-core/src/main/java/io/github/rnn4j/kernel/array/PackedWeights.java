package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.cell.GateLayout;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of one direction in panels: packed once for each pass. */
final class PackedWeights {
  final float[] input; // x W
  final float[] state; // h RW
  final float[] inputTransposed; // dz W'
  final float[] stateTransposed; // dz RW'
  final float[] bias; // a row of gates

  private final GateLayout layout;
  private final FloatArithmetic arithmetic;
  private final float[] column;

  PackedWeights(GateLayout layout, FloatArithmetic arithmetic) {
    this.layout = layout;
    this.arithmetic = arithmetic;
    input = new float[Capacity.of((long) layout.inputs() * layout.inputColumns())];
    state = new float[Capacity.of((long) layout.units() * layout.stateColumns())];
    inputTransposed = new float[Capacity.of((long) layout.inputColumns() * layout.inputWidth())];
    stateTransposed = new float[Capacity.of((long) layout.stateColumns() * layout.width())];
    bias = new float[layout.gateStride()];
    column = new float[Math.max(layout.inputs(), layout.units())];
  }

  /** For the forward pass. */
  void packForward(List<INDArray> parameters) {
    pack(new FloatView(parameters.get(0)), layout.inputBlocks(), 0, layout.inputs(), input);
    int first = layout.stateColumn();
    pack(new FloatView(parameters.get(1)), layout.stateBlocks(), first, layout.units(), state);
    Arrays.fill(bias, 0);
    addBias(parameters.get(2), layout.inputBlocks());
    if (parameters.size() > 3) {
      addBias(parameters.get(3), layout.stateBlocks());
    }
  }

  /** For the backward pass, from the same parameters. */
  void packBackward(List<INDArray> parameters) {
    packTransposed(
        new FloatView(parameters.get(0)),
        layout.inputBlocks(),
        0,
        layout.inputs(),
        inputTransposed);
    packTransposed(
        new FloatView(parameters.get(1)),
        layout.stateBlocks(),
        layout.stateColumn(),
        layout.units(),
        stateTransposed);
  }

  private void pack(
      FloatView weights, List<Integer> blocks, int firstColumn, int depth, float[] to) {
    Panels panels = arithmetic.panels(blocks.size() * layout.width(), depth);
    for (int i = 0; i < blocks.size() * layout.units(); i++) {
      weights.read(weights.index(0, i), 0, column, 0, depth);
      panels.copyColumn(column, 0, layout.gate(blocks, i) - firstColumn, to);
    }
  }

  private void packTransposed(
      FloatView weights, List<Integer> blocks, int firstColumn, int columns, float[] to) {
    int depth = blocks.size() * layout.width();
    Panels panels = arithmetic.panels(layout.filledUp(columns), depth);
    for (int i = 0; i < blocks.size() * layout.units(); i++) {
      weights.read(weights.index(0, i), 0, column, 0, columns);
      panels.copyRow(column, columns, layout.gate(blocks, i) - firstColumn, to);
    }
  }

  private void addBias(INDArray parameter, List<Integer> blocks) {
    float[] values = parameter.reshape(parameter.length()).dup().data().asFloat();
    layout.addBias(values, blocks, bias);
  }
}
