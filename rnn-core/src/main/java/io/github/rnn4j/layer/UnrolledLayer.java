package io.github.rnn4j.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a {@link SameDiffRecurrentLayer} in a network: one unrolled graph for each sequence length.
 *
 * <p>The backward pass starts from the state that the last forward pass started from. That is what
 * makes the gradients of truncated BPTT right from the second segment on.
 */
final class UnrolledLayer extends BaseRecurrentLayer<SameDiffRecurrentLayer> {
  private static final long serialVersionUID = 1L;

  private final transient Map<GraphKey, UnrolledGraph> graphs;
  private transient Map<String, INDArray> startOfLastForward = Map.of();
  private transient Map<String, INDArray> startGradient = Map.of();

  private record GraphKey(long steps, boolean masked) {}

  UnrolledLayer(NeuralNetConfiguration conf, DataType dataType) {
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
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return forward(Map.of(), training, true, workspaceMgr).output();
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    UnrolledGraph.Forward forward = forward(stateMap, false, false, workspaceMgr);
    stateMap.putAll(forward.lastState());
    return forward.output();
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    UnrolledGraph.Forward forward = forward(tBpttStateMap, training, false, workspaceMgr);
    if (storeLastForTBPTT) {
      tBpttStateMap.putAll(forward.lastState());
    }
    return forward.output();
  }

  @Override
  public void rnnSetPreviousState(Map<String, INDArray> state) {
    checkNames(state);
    super.rnnSetPreviousState(state);
  }

  @Override
  public void rnnSetTBPTTState(Map<String, INDArray> state) {
    checkNames(state);
    super.rnnSetTBPTTState(state);
  }

  private void checkNames(Map<String, INDArray> state) {
    Set<String> names = layerConf().stateSizes().keySet();
    if (!names.containsAll(state.keySet())) {
      throw new IllegalArgumentException(
          "State %s is not of this layer: its states are %s %s"
              .formatted(new TreeSet<>(state.keySet()), new TreeSet<>(names), layerId()));
    }
  }

  private UnrolledGraph.Forward forward(
      Map<String, INDArray> start,
      boolean training,
      boolean wholeSequences,
      LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    SequenceInput.check(permuteIfNWC(input), layerConf().getNIn(), layerId());
    if (maskArray != null) {
      SequenceInput.checkMask(maskArray, permuteIfNWC(input), wholeSequences, layerId());
    }
    applyDropOutIfNecessary(training, workspaceMgr);
    Map<String, INDArray> parameters = parameters(training, workspaceMgr);

    UnrolledGraph.Forward forward;
    try (MemoryWorkspace scope = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      startOfLastForward = startingState(start);
      forward = run(values(parameters, startOfLastForward));
    }
    INDArray output = workspaceMgr.dup(ArrayType.ACTIVATIONS, permuteIfNWC(forward.output()));
    return new UnrolledGraph.Forward(output, forward.lastState());
  }

  private UnrolledGraph.Forward run(UnrolledGraph.Values values) {
    return graph(values).forward(values);
  }

  private Map<String, INDArray> parameters(boolean training, LayerWorkspaceMgr workspaceMgr) {
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    for (String key : params.keySet()) {
      parameters.put(key, getParamWithNoise(key, training, workspaceMgr));
    }
    return parameters;
  }

  /** The given state in a copy of its own, zero where nothing is given. */
  private Map<String, INDArray> startingState(Map<String, INDArray> given) {
    long batch = input.size(0);
    Map<String, INDArray> state = new HashMap<>();
    layerConf()
        .stateSizes()
        .forEach(
            (name, size) -> {
              INDArray value = given.get(name);
              if (value == null) {
                state.put(name, Nd4j.zeros(dataType, batch, size));
              } else {
                checkState(name, value, size);
                state.put(name, value.castTo(dataType).dup());
              }
            });
    return state;
  }

  private void checkState(String name, INDArray value, long size) {
    if (value.rank() != 2 || value.size(0) != input.size(0) || value.size(1) != size) {
      throw new DL4JInvalidInputException(
          ("State %s has shape %s, the input has a batch of %d: the state must be [%d, %d]."
                  + " Call rnnClearPreviousState() before another batch %s")
              .formatted(
                  name,
                  Arrays.toString(value.shape()),
                  input.size(0),
                  input.size(0),
                  size,
                  layerId()));
    }
  }

  private UnrolledGraph.Values values(
      Map<String, INDArray> parameters, Map<String, INDArray> start) {
    INDArray x = permuteIfNWC(input).castTo(dataType); // [B, C, T]
    INDArray mask = maskArray == null ? null : maskArray.castTo(dataType); // [B, T]
    return new UnrolledGraph.Values(x, mask, start, parameters);
  }

  private UnrolledGraph graph(UnrolledGraph.Values values) {
    GraphKey key = new GraphKey(values.input().size(2), values.mask() != null);
    return graphs.computeIfAbsent(
        key, k -> new UnrolledGraph(layerConf(), dataType, Math.toIntExact(k.steps()), k.masked()));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    return tbpttBackpropGradient(epsilon, -1, workspaceMgr);
  }

  /**
   * The gradients of the last {@code backwardLength} steps of the segment; all of them where it is
   * not positive.
   */
  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Map<String, INDArray> parameters = parameters(true, workspaceMgr);
    INDArray inputGradient;
    try (MemoryWorkspace scope = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      UnrolledGraph.Values values = values(parameters, startOfLastForward);
      INDArray eps = permuteIfNWC(epsilon).castTo(dataType); // [B, H, T]
      long skipped = backwardLength > 0 ? Math.max(0, values.input().size(2) - backwardLength) : 0;
      inputGradient = differentiate(values, eps, skipped); // [B, C, T]
    }
    weightNoiseParams.clear();

    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient::setGradientFor);
    INDArray below = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, permuteIfNWC(inputGradient));
    return new Pair<>(gradient, backpropDropOutIfPresent(below));
  }

  /** Writes the parameter gradients into their views, and returns that of the input. */
  private INDArray differentiate(UnrolledGraph.Values values, INDArray epsilon, long skipped) {
    UnrolledGraph.Values tail = skipped == 0 ? values : tail(values, skipped);
    INDArray tailEpsilon =
        skipped == 0
            ? epsilon
            : epsilon.get(all(), all(), interval(skipped, epsilon.size(2))).dup();
    UnrolledGraph.Backward backward = graph(tail).backward(tail, tailEpsilon);
    gradientViews.forEach((key, view) -> view.assign(backward.parameters().get(key)));
    startGradient = backward.initialState();
    if (skipped == 0) {
      return backward.input();
    }
    INDArray whole = Nd4j.zeros(dataType, values.input().shape());
    whole.get(all(), all(), interval(skipped, whole.size(2))).assign(backward.input());
    return whole;
  }

  /** The same values from step {@code skipped} on, with the state that the steps before leave. */
  private UnrolledGraph.Values tail(UnrolledGraph.Values values, long skipped) {
    UnrolledGraph.Forward before = run(part(values, 0, skipped, values.state()));
    return part(values, skipped, values.input().size(2), before.lastState());
  }

  private static UnrolledGraph.Values part(
      UnrolledGraph.Values values, long from, long to, Map<String, INDArray> state) {
    INDArray x = values.input().get(all(), all(), interval(from, to)).dup();
    INDArray mask =
        values.mask() == null ? null : values.mask().get(all(), interval(from, to)).dup();
    return new UnrolledGraph.Values(x, mask, state, values.parameters());
  }

  /** The gradients by the state that the last backward pass went back to, by its name. */
  Map<String, INDArray> startGradient() {
    return startGradient;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer clone() {
    INDArray copy = paramsFlattened.dup();
    return layerConf().instantiate(conf, getListeners(), getIndex(), copy, false, dataType);
  }

  @Override
  public void clear() {
    super.clear();
    startOfLastForward = Map.of();
    startGradient = Map.of();
  }
}
