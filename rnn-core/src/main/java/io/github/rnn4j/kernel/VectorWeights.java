package io.github.rnn4j.kernel;

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
  private final float[] column;

  VectorWeights(VectorLayout layout) {
    this.layout = layout;
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
      FloatView weights, List<Integer> blocks, int firstBlock, int depth, float[] panels) {
    int panel = layout.panel();
    for (int block = 0; block < blocks.size(); block++) {
      for (int unit = 0; unit < layout.units(); unit++) {
        weights.read(weights.index(0, block * layout.units() + unit), 0, column, 0, depth);
        int to = (blocks.get(block) - firstBlock) * layout.width() + unit;
        int at = to / panel * panel * depth + to % panel;
        for (int k = 0; k < depth; k++) {
          panels[at + k * panel] = column[k];
        }
      }
    }
  }

  private void packTransposed(
      FloatView weights, List<Integer> blocks, int firstBlock, int columns, float[] panels) {
    int panel = layout.panel();
    int depth = blocks.size() * layout.width();
    for (int block = 0; block < blocks.size(); block++) {
      for (int unit = 0; unit < layout.units(); unit++) {
        weights.read(weights.index(0, block * layout.units() + unit), 0, column, 0, columns);
        int row = (blocks.get(block) - firstBlock) * layout.width() + unit;
        for (int from = 0; from < columns; from += panel) {
          int count = Math.min(panel, columns - from);
          System.arraycopy(column, from, panels, from * depth + row * panel, count);
        }
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
