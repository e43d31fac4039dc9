package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.simd.FloatArithmetic;
import io.github.rnn4j.kernel.simd.FloatArithmetic.Panels;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of one direction in panels: packed once for each pass. */
final class VectorWeights {
  final float[] input; // x W
  final float[] state; // h RW
  final float[] inputTransposed; // dz W'
  final float[] stateTransposed; // dz RW'
  final float[] bias; // a row of gates

  private final VectorLayout layout;
  private final FloatArithmetic arithmetic;
  private final float[] column;

  VectorWeights(VectorLayout layout, FloatArithmetic arithmetic) {
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
    int first = layout.firstStateBlock();
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
        layout.firstStateBlock(),
        layout.units(),
        stateTransposed);
  }

  private void pack(
      FloatView weights, List<Integer> blocks, int firstBlock, int depth, float[] to) {
    Panels panels = arithmetic.panels(blocks.size() * layout.width(), depth);
    for (int block = 0; block < blocks.size(); block++) {
      for (int unit = 0; unit < layout.units(); unit++) {
        weights.read(weights.index(0, block * layout.units() + unit), 0, column, 0, depth);
        int at = (blocks.get(block) - firstBlock) * layout.width() + unit;
        int start = panels.start(at);
        int step = panels.step(at);
        for (int k = 0; k < depth; k++) {
          to[start + k * step] = column[k];
        }
      }
    }
  }

  private void packTransposed(
      FloatView weights, List<Integer> blocks, int firstBlock, int columns, float[] to) {
    int width = layout.filledUp(columns);
    Panels panels = arithmetic.panels(width, blocks.size() * layout.width());
    for (int block = 0; block < blocks.size(); block++) {
      for (int unit = 0; unit < layout.units(); unit++) {
        weights.read(weights.index(0, block * layout.units() + unit), 0, column, 0, columns);
        int row = (blocks.get(block) - firstBlock) * layout.width() + unit;
        panels.copyRow(column, columns, row, to);
      }
    }
  }

  private void addBias(INDArray parameter, List<Integer> blocks) {
    float[] values = parameter.reshape(parameter.length()).dup().data().asFloat();
    for (int i = 0; i < values.length; i++) {
      bias[blocks.get(i / layout.units()) * layout.width() + i % layout.units()] += values[i];
    }
  }
}
