package io.github.rnn4j.layer.initial;

import io.github.rnn4j.layer.runtime.StatefulRuntime;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs an {@link InitialStateVertex} in a graph. */
@SuppressWarnings("overrides") // Deeplearning4j's setInputs has no "..." in the superclass.
final class InitialStateRuntime extends LayerVertex {
  private static final long serialVersionUID = 1L;

  InitialStateRuntime(
      ComputationGraph graph,
      String name,
      int index,
      Layer layer,
      InputPreProcessor preProcessor,
      DataType dataType) {
    super(graph, name, index, layer, preProcessor, false, dataType);
  }

  @Override
  public void setInput(int number, INDArray input, LayerWorkspaceMgr workspaceMgr) {
    if (number == 0) {
      super.setInput(0, input, workspaceMgr);
    } else {
      inputs[number] = input;
      layer().setInitialState(input);
    }
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    Pair<Gradient, INDArray[]> backward = super.doBackward(tbptt, workspaceMgr);
    INDArray state =
        workspaceMgr.leverageTo(ArrayType.ACTIVATION_GRAD, layer().initialStateGradient());
    return new Pair<>(backward.getFirst(), new INDArray[] {backward.getSecond()[0], state});
  }

  private StatefulRuntime<?> layer() {
    return (StatefulRuntime<?>) getLayer();
  }
}
