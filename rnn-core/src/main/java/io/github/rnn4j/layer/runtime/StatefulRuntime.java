package io.github.rnn4j.layer.runtime;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.kernel.InputGradient;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
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
 * The common behavior of this library's recurrent layers in a network: state, masks and truncated
 * BPTT.
 *
 * <p>The backward pass starts from the state that the last forward pass started from. This makes
 * the gradients of truncated BPTT correct from the second segment on.
 *
 * @param <L> the layer's configuration
 */
public abstract class StatefulRuntime<
        L extends org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer>
    extends BaseRecurrentLayer<L> {
  private static final long serialVersionUID = 1L;

  private transient Map<String, INDArray> startOfLastForward = Map.of();
  private transient Supplier<Map<String, INDArray>> startGradient = StatefulRuntime::none;
  private transient Map<String, INDArray> initialState = Map.of();

  private transient int[] tokens; // of the embedding that made the input; null if it did not

  private record Activation(INDArray output, Map<String, INDArray> lastState) {}

  protected StatefulRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** The size of each state vector, by name, in a fixed order. */
  protected abstract Map<String, Long> stateSizes();

  /** Whether {@link #run} itself checks that every number of an input without a mask is finite. */
  protected abstract boolean checksInputItself();

  /** Creates the array for the output: {@code [B, H, T]} with any strides, or {@code [B, H]}. */
  protected abstract INDArray newOutput(LayerWorkspaceMgr workspaceMgr);

  /**
   * Runs the forward pass.
   *
   * @param output receives the output; null if only the state is needed
   * @param differentiable whether {@link #differentiate} is likely to follow with these values
   * @return the state that the next segment starts from, if asked before the next pass
   */
  protected abstract Supplier<Map<String, INDArray>> run(
      PassInputs values, INDArray output, boolean differentiable);

  /**
   * Runs the backward pass, usually for the values of the last call of {@link #run}. Writes the
   * gradients with respect to the parameters into {@code gradientViews}, and, if it is read, that
   * with respect to the input into {@code inputGradient}.
   *
   * @return the gradients with respect to the initial state, by name, if asked before the next pass
   */
  protected abstract Supplier<Map<String, INDArray>> differentiate(
      PassInputs values, INDArray epsilon, InputGradient inputGradient);

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
    return forward(initialState, training, true, workspaceMgr).output();
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    Map<String, INDArray> start = stateMap.isEmpty() ? initialState : stateMap;
    Activation forward = forward(start, false, false, workspaceMgr);
    stateMap.putAll(forward.lastState());
    return forward.output();
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    Map<String, INDArray> start = tBpttStateMap.isEmpty() ? initialState : tBpttStateMap;
    Activation forward = forward(start, training, false, workspaceMgr);
    if (storeLastForTBPTT) {
      tBpttStateMap.putAll(forward.lastState());
    }
    return forward.output();
  }

  /**
   * Sets the state that sequences start from in the next forward pass, unless it continues from a
   * state that an earlier one has stored.
   *
   * @param state {@code [B, sum of the state sizes]}, the vectors in the order of {@link
   *     #stateSizes()}
   * @throws DL4JInvalidInputException if the array has another rank or number of columns
   */
  public final void setInitialState(INDArray state) {
    long size = stateSizes().values().stream().mapToLong(Long::longValue).sum();
    if (state.rank() != 2 || state.size(1) != size) {
      throw new DL4JInvalidInputException(
          "The initial state has shape %s, but it must be [B, %d]: %s side by side %s"
              .formatted(Arrays.toString(state.shape()), size, stateSizes(), layerId()));
    }
    List<INDArray> vectors = StateVectors.split(state, stateSizes().values());
    Map<String, INDArray> byName = new LinkedHashMap<>();
    for (String name : stateSizes().keySet()) {
      byName.put(name, vectors.get(byName.size()));
    }
    initialState = byName;
  }

  /**
   * The last backward pass's gradient with respect to the initial state.
   *
   * @return {@code [B, sum of the state sizes]}, in the order of {@link #stateSizes()}
   * @throws IllegalStateException unless the layer's last pass was a backward pass
   */
  public final INDArray initialStateGradient() {
    Map<String, INDArray> byName = startGradient();
    return Nd4j.hstack(stateSizes().keySet().stream().map(byName::get).toList());
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
    Set<String> names = stateSizes().keySet();
    if (!names.containsAll(state.keySet())) {
      throw new IllegalArgumentException(
          "State %s does not belong to this layer: its states are %s %s"
              .formatted(new TreeSet<>(state.keySet()), new TreeSet<>(names), layerId()));
    }
  }

  private Activation forward(
      Map<String, INDArray> start,
      boolean training,
      boolean wholeSequences,
      LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    startGradient = StatefulRuntime::none; // frees the arrays of the last pass
    SequenceInput.check(input, getDataFormat(), layerConf().getNIn(), layerId());
    if (maskArray != null) {
      SequenceInput.checkMask(maskArray, permuteIfNWC(input), wholeSequences, layerId());
    }
    if (maskArray != null || !checksInputItself()) {
      SequenceInput.checkFinite(permuteIfNWC(input), layerId());
    }
    tokens = EmbeddedTokens.of(input);
    applyDropOutIfNecessary(training, workspaceMgr);
    Map<String, INDArray> parameters = parameters(training, workspaceMgr);
    INDArray output = newOutput(workspaceMgr);

    try (MemoryWorkspace scope = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      startOfLastForward = startingState(start);
      Supplier<Map<String, INDArray>> last = run(values(parameters), output, training);
      return new Activation(
          output.rank() == 3 ? permuteIfNWC(output) : output,
          wholeSequences ? Map.of() : last.get());
    }
  }

  /** Creates an array {@code [B, size, T]}; the entries of one step are adjacent in memory. */
  protected final INDArray newSequences(ArrayType type, long size, LayerWorkspaceMgr workspaceMgr) {
    INDArray x = permuteIfNWC(input);
    return workspaceMgr
        .createUninitialized(type, dataType, new long[] {x.size(0), x.size(2), size}, 'c')
        .permute(0, 2, 1);
  }

  private Map<String, INDArray> parameters(boolean training, LayerWorkspaceMgr workspaceMgr) {
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    for (String key : params.keySet()) {
      parameters.put(key, getParamWithNoise(key, training, workspaceMgr));
    }
    return parameters;
  }

  /** Copies the given state; missing entries are zero. Without any, the copy is empty. */
  private Map<String, INDArray> startingState(Map<String, INDArray> given) {
    long batch = input.size(0);
    Map<String, INDArray> state = new HashMap<>();
    if (given.isEmpty()) {
      return state;
    }
    stateSizes()
        .forEach(
            (name, size) -> {
              INDArray value = given.get(name);
              if (value == null) {
                state.put(name, Nd4j.zeros(dataType, batch, size));
              } else {
                checkState(name, value, size, given == initialState);
                state.put(name, value.castTo(dataType).dup());
              }
            });
    return state;
  }

  private void checkState(String name, INDArray value, long size, boolean fromAnotherVertex) {
    if (value.rank() != 2 || value.size(0) != input.size(0) || value.size(1) != size) {
      throw new DL4JInvalidInputException(
          "State %s has shape %s, but the input has batch size %d: the state must be [%d, %d]. %s %s"
              .formatted(
                  name,
                  Arrays.toString(value.shape()),
                  input.size(0),
                  input.size(0),
                  size,
                  fromAnotherVertex
                      ? "Another vertex returns it; give both inputs of the graph the same number of sequences"
                      : "Call rnnClearPreviousState() before a batch of a different size",
                  layerId()));
    }
  }

  private PassInputs values(Map<String, INDArray> parameters) {
    INDArray x = permuteIfNWC(input).castTo(dataType); // [B, C, T]
    INDArray mask = maskArray == null ? null : maskArray.castTo(dataType); // [B, T]
    return new PassInputs(x, mask, startOfLastForward, parameters);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    return tbpttBackpropGradient(epsilon, -1, workspaceMgr);
  }

  /**
   * Computes the gradients of the last {@code backwardLength} steps of the segment, or of all steps
   * if it is not positive.
   */
  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Map<String, INDArray> parameters = parameters(true, workspaceMgr);
    INDArray below = newSequences(ArrayType.ACTIVATION_GRAD, layerConf().getNIn(), workspaceMgr);
    InputGradient inputGradient = inputGradient(below);
    try (MemoryWorkspace scope = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      PassInputs values = values(parameters);
      INDArray eps = (epsilon.rank() == 3 ? permuteIfNWC(epsilon) : epsilon).castTo(dataType);
      long skipped = backwardLength > 0 ? Math.max(0, values.steps() - backwardLength) : 0;
      startGradient =
          skipped == 0
              ? differentiate(values, eps, inputGradient)
              : differentiateTail(values, eps, skipped, inputGradient);
    }
    weightNoiseParams.clear();

    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, backpropDropOutIfPresent(permuteIfNWC(below)));
  }

  private InputGradient inputGradient(INDArray below) {
    if (getIndex() == 0 && Caller.discardsInputGradient()) {
      return InputGradient.unread();
    }
    return new InputGradient(below, layerConf().getIDropout() == null ? tokens : null);
  }

  /**
   * Differentiates only the steps after the first {@code skipped} steps, starting from the state
   * after those.
   */
  private Supplier<Map<String, INDArray>> differentiateTail(
      PassInputs values, INDArray epsilon, long skipped, InputGradient inputGradient) {
    long steps = values.steps();
    Map<String, INDArray> state = run(values.part(0, skipped, values.state()), null, false).get();
    INDArray tailEpsilon =
        epsilon.rank() == 3 ? epsilon.get(all(), all(), interval(skipped, steps)).dup() : epsilon;
    InputGradient tailGradient = InputGradient.unread();
    if (inputGradient.isRead()) {
      inputGradient.to().assign(0);
      tailGradient =
          InputGradient.ofEachStep(inputGradient.to().get(all(), all(), interval(skipped, steps)));
    }
    return differentiate(values.part(skipped, steps, state), tailEpsilon, tailGradient);
  }

  private static Map<String, INDArray> none() {
    throw new IllegalStateException(
        "There are no gradients with respect to the initial state: they exist between a backward"
            + " pass and the next forward pass");
  }

  /**
   * The last backward pass's gradients with respect to the initial state, by name.
   *
   * @throws IllegalStateException unless the layer's last pass was a backward pass
   */
  public final Map<String, INDArray> startGradient() {
    try (MemoryWorkspace scope = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return startGradient.get();
    }
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
    startGradient = StatefulRuntime::none;
    initialState = Map.of();
  }
}
