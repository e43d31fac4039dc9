package io.github.rnn4j.layer.samediff;

import io.github.rnn4j.kernel.InputGradient;
import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.layer.runtime.PassInputs;
import io.github.rnn4j.layer.runtime.StatefulRuntime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a {@link SameDiffRecurrentLayer} in a network, with one unrolled graph for each length. */
final class UnrolledRuntime extends StatefulRuntime<SameDiffRecurrentLayer> {
  private static final long serialVersionUID = 1L;

  private final transient Map<GraphKey, UnrolledGraph> graphs;

  private record GraphKey(long steps, boolean masked) {}

  UnrolledRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    int capacity = layerConf().cachedGraphs();
    graphs =
        new LinkedHashMap<>(capacity, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<GraphKey, UnrolledGraph> eldest) {
            return size() > capacity;
          }
        };
  }

  @Override
  protected Map<String, Long> stateSizes() {
    return layerConf().stateSizes();
  }

  @Override
  protected boolean checksInputItself() {
    return false;
  }

  @Override
  protected INDArray newOutput(LayerWorkspaceMgr workspaceMgr) {
    return newSequences(ArrayType.ACTIVATIONS, layerConf().getNOut(), workspaceMgr);
  }

  @Override
  protected Supplier<Map<String, INDArray>> run(
      PassInputs values, INDArray output, boolean differentiable) {
    UnrolledGraph.Forward forward = graph(values).forward(withState(values));
    if (output != null) {
      output.assign(forward.output());
    }
    return forward::lastState;
  }

  /** Adds zeros for a missing state: the graph has no default. */
  private PassInputs withState(PassInputs values) {
    if (!values.state().isEmpty()) {
      return values;
    }
    Map<String, INDArray> zeros = new HashMap<>();
    stateSizes()
        .forEach(
            (name, size) -> zeros.put(name, Nd4j.zeros(dataType, values.input().size(0), size)));
    return new PassInputs(values.input(), values.mask(), zeros, values.parameters());
  }

  @Override
  protected Supplier<Map<String, INDArray>> differentiate(
      PassInputs values, INDArray epsilon, InputGradient inputGradient) {
    UnrolledGraph.Backward backward = graph(values).backward(withState(values), epsilon);
    gradientViews.forEach((key, view) -> view.assign(backward.parameters().get(key)));
    if (inputGradient.isRead()) {
      inputGradient.to().assign(backward.input());
    }
    Map<String, INDArray> start = backward.initialState();
    return () -> start;
  }

  /** The number of graphs that are kept at the moment. */
  int graphs() {
    return graphs.size();
  }

  private UnrolledGraph graph(PassInputs values) {
    GraphKey key = new GraphKey(values.steps(), values.mask() != null);
    return graphs.computeIfAbsent(
        key,
        k -> {
          BackendChoice.chooseNativeThreads();
          return new UnrolledGraph(layerConf(), dataType, Math.toIntExact(k.steps()), k.masked());
        });
  }
}
