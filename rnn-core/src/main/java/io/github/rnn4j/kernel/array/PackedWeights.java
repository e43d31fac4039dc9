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

  /** Adds tasks that pack the parameters for the forward pass. */
  void addForwardPackTasks(List<INDArray> parameters, List<Runnable> tasks) {
    FloatView ofInput = new FloatView(parameters.get(0));
    FloatView ofState = new FloatView(parameters.get(1));
    tasks.add(() -> input.readColumns(ofInput, layout::inputColumn));
    tasks.add(() -> state.readColumns(ofState, layout::stateColumn));
    Arrays.fill(bias, 0);
    addBias(parameters.get(2), layout.inputBlocks());
    if (parameters.size() > 3) {
      addBias(parameters.get(3), layout.stateBlocks());
    }
  }

  /**
   * Adds tasks that pack the same parameters for the backward pass.
   *
   * @param withInput whether the gradient with respect to the input is needed
   */
  void addBackwardPackTasks(List<INDArray> parameters, boolean withInput, List<Runnable> tasks) {
    if (withInput) {
      FloatView ofInput = new FloatView(parameters.get(0));
      tasks.add(() -> inputTransposed.readTransposed(ofInput, layout::inputColumn));
    }
    FloatView ofState = new FloatView(parameters.get(1));
    tasks.add(() -> stateTransposed.readTransposed(ofState, layout::stateColumn));
  }

  private void addBias(INDArray parameter, List<Integer> blocks) {
    float[] values = new float[blocks.size() * layout.units()];
    FloatView.ofVector(parameter).read(0, values, 0, values.length);
    layout.addBias(values, blocks, bias);
  }
}
