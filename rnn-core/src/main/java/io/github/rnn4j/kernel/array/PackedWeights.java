package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.GateLayout;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of one direction in panels, packed once per pass. */
final class PackedWeights {
  final PanelMatrix input; // x W
  final PanelMatrix state; // h RW
  final PanelMatrix inputTransposed; // dz W'
  final PanelMatrix stateTransposed; // dz RW'
  final float[] bias; // a row of gates

  private final GateLayout layout;

  PackedWeights(GateLayout layout, FloatArithmetic arithmetic) {
    this.layout = layout;
    input = PanelMatrix.of(arithmetic, layout.inputs(), layout.inputColumns());
    state = PanelMatrix.of(arithmetic, layout.units(), layout.stateColumns());
    inputTransposed = PanelMatrix.of(arithmetic, layout.inputColumns(), layout.inputWidth());
    stateTransposed = PanelMatrix.of(arithmetic, layout.stateColumns(), layout.width());
    bias = new float[layout.gateStride()];
  }

  /** Packs the parameters for the forward pass. */
  void packForward(List<INDArray> parameters) {
    input.readColumns(new FloatView(parameters.get(0)), layout::inputColumn);
    state.readColumns(new FloatView(parameters.get(1)), layout::stateColumn);
    Arrays.fill(bias, 0);
    addBias(parameters.get(2), layout.inputBlocks());
    if (parameters.size() > 3) {
      addBias(parameters.get(3), layout.stateBlocks());
    }
  }

  /**
   * Packs the same parameters for the backward pass.
   *
   * @param withInput whether the gradient with respect to the input is needed
   */
  void packBackward(List<INDArray> parameters, boolean withInput) {
    if (withInput) {
      inputTransposed.readTransposed(new FloatView(parameters.get(0)), layout::inputColumn);
    }
    stateTransposed.readTransposed(new FloatView(parameters.get(1)), layout::stateColumn);
  }

  private void addBias(INDArray parameter, List<Integer> blocks) {
    float[] values = parameter.reshape(parameter.length()).dup().data().asFloat();
    layout.addBias(values, blocks, bias);
  }
}
