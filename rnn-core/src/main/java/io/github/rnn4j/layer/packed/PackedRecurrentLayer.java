package io.github.rnn4j.layer.packed;

import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import io.github.rnn4j.kernel.pooling.Pooling;
import io.github.rnn4j.layer.parameter.CellParameters;
import io.github.rnn4j.layer.parameter.WeightInitOrthogonal;
import io.github.rnn4j.layer.runtime.CellParamInitializer;
import io.github.rnn4j.layer.runtime.DeclaredParameters;
import io.github.rnn4j.layer.runtime.DeclaredState;
import io.github.rnn4j.layer.runtime.LayerArguments;
import io.github.rnn4j.layer.runtime.WeightConstraints;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A fast recurrent layer that skips padding: {@link PackedElman}, {@link PackedLstm} or {@link
 * PackedGru}.
 *
 * <p>It is used like Deeplearning4j's own recurrent layers: in {@code MultiLayerNetwork} and {@code
 * ComputationGraph}, with masks, {@code rnnTimeStep}, truncated BPTT, {@code LastTimeStep}, dropout
 * on the input, weight noise, constraints, JSON and {@code ModelSerializer}. Unlike them, it can be
 * bidirectional without a wrapper, can yield the final state or a pooling of all steps instead of
 * every step, and has recurrent dropout.
 *
 * <p>Shapes: input {@code [B, nIn, T]} (with {@code RNNFormat.NWC} {@code [B, T, nIn]}), mask
 * {@code [B, T]} of zeros and ones, state {@code [B, nOut]}. {@code nOut} is the number of units
 * {@code H} of one direction. Output: with {@link SequenceResult#EVERY_STEP} {@code [B, H, T]},
 * with {@link SequenceResult#LAST_STATE} {@code [B, H]}, with {@link
 * SequenceResult#LAST_STATE_AND_CELL} {@code [B, 2H]} for an LSTM, with {@link SequenceResult#MEAN}
 * and {@link SequenceResult#MAX} {@code [B, H]}, with {@link SequenceResult#MEAN_AND_MAX} {@code
 * [B, 2H]}; twice as many features if two directions are concatenated.
 *
 * <p>Masks: each run of ones in a mask row is a separate sequence that starts from the zero state;
 * a run at step 0 starts from the carried state if there is one. A masked step yields zero. A row
 * of zeros is an error, except in truncated BPTT and {@code rnnTimeStep}, where a sequence may have
 * ended in an earlier segment.
 *
 * <p>State: {@code prevAct}, plus {@code prevMem} for an LSTM. {@code rnnTimeStep} and truncated
 * BPTT work only in the forward direction, because a backward direction needs the end of a sequence
 * first, and only without pooling, which needs all steps.
 *
 * <p>A bidirectional layer has the parameters of both directions, forward first, with the prefixes
 * {@code f} and {@code b} of Deeplearning4j's {@code Bidirectional}.
 *
 * <p>Use it from one thread at a time, like any Deeplearning4j layer.
 */
public abstract class PackedRecurrentLayer extends BaseRecurrentLayer
    implements DeclaredParameters, DeclaredState {
  /** Key of the input weights. */
  public static final String INPUT_WEIGHTS = "W";

  /** Key of the recurrent weights. */
  public static final String RECURRENT_WEIGHTS = "RW";

  /** Key of the bias. */
  public static final String BIAS = "b";

  /** Name of the hidden state in {@code rnnGetPreviousState()}. */
  public static final String HIDDEN_STATE = "prevAct";

  /** Name of an LSTM's cell state in {@code rnnGetPreviousState()}. */
  public static final String CELL_STATE = "prevMem";

  /** Prefix of the keys of a bidirectional layer's forward direction. */
  public static final String FORWARD_PREFIX = "f";

  /** Prefix of the keys of a bidirectional layer's backward direction. */
  public static final String BACKWARD_PREFIX = "b";

  @JsonProperty private Direction direction = Direction.FORWARD;
  @JsonProperty private MergeMode merge = MergeMode.CONCAT;
  @JsonProperty private SequenceResult result = SequenceResult.EVERY_STEP;
  @JsonProperty private double recurrentDropout;

  PackedRecurrentLayer() {}

  PackedRecurrentLayer(Builder<?> builder) {
    super(builder);
    direction = Objects.requireNonNull(builder.direction, "direction");
    merge = Objects.requireNonNull(builder.merge, "merge");
    result = Objects.requireNonNull(builder.result, "result");
    recurrentDropout = RecurrentDropout.checked(builder.recurrentDropout);
  }

  /** The cell that the kernel runs. */
  abstract CellType cellType();

  /**
   * The activation that the cell applies to its weighted sum.
   *
   * @throws IllegalArgumentException if the cell does not support the activation that is set now
   */
  abstract ElmanActivation cellActivation();

  /** Adds the parameters of one direction, in the order of the kernel. */
  abstract void declareParameters(CellParameters parameters, String prefix);

  /**
   * The direction in which the layer reads its sequences.
   *
   * @return the direction
   */
  public Direction direction() {
    return direction;
  }

  /**
   * How the outputs of two directions are combined; ignored for one direction.
   *
   * @return the merge mode
   */
  public MergeMode merge() {
    return merge;
  }

  /**
   * What the layer passes to the layer above.
   *
   * @return every step, the final state or a pooling of all steps
   */
  public SequenceResult result() {
    return result;
  }

  /**
   * The probability of dropping a hidden unit from the recurrent product in training.
   *
   * @return from 0 (never) to below 1
   */
  public double recurrentDropout() {
    return recurrentDropout;
  }

  /**
   * The number of features of the output. Where Deeplearning4j's {@code TransferLearning} changes
   * the number of units of a layer, it takes the units for the output; if the two differ, also give
   * the layer above its number of inputs: {@code nOutReplace(0, 8, init).nInReplace(1, 16, init)}.
   *
   * @return {@code nOut}, twice that if two directions are concatenated, and twice that again for
   *     {@link SequenceResult#LAST_STATE_AND_CELL} of an LSTM and for {@link
   *     SequenceResult#MEAN_AND_MAX}
   */
  public long outputSize() {
    return pooling().map(Pooling::parts).orElse(1) * mergedSize();
  }

  /** The number of features of the merged directions. */
  final long mergedSize() {
    boolean both = direction == Direction.BIDIRECTIONAL && merge == MergeMode.CONCAT;
    return both ? 2 * directionSize() : directionSize();
  }

  /** The number of features of the output of one direction. */
  final long directionSize() {
    return result == SequenceResult.LAST_STATE_AND_CELL ? cellType().states() * nOut : nOut;
  }

  /**
   * The cell and its sizes, for the kernel. Not for users.
   *
   * @return cell, activation, C and H
   */
  public final CellShape cellShape() {
    return new CellShape(cellType(), cellActivation(), Math.toIntExact(nIn), Math.toIntExact(nOut));
  }

  /**
   * How the steps are pooled, for the kernel. Not for users: see {@link #result()}.
   *
   * @return empty if the layer yields every step or final states
   */
  public final Optional<Pooling> pooling() {
    return switch (result) {
      case EVERY_STEP, LAST_STATE, LAST_STATE_AND_CELL -> Optional.empty();
      case MEAN -> Optional.of(Pooling.MEAN);
      case MAX -> Optional.of(Pooling.MAX);
      case MEAN_AND_MAX -> Optional.of(Pooling.MEAN_AND_MAX);
    };
  }

  /**
   * The prefixes of parameter keys and state names. Not for users.
   *
   * @return one for each direction, forward first; the empty prefix if there is only one direction
   */
  public final List<String> prefixes() {
    return direction == Direction.BIDIRECTIONAL
        ? List.of(FORWARD_PREFIX, BACKWARD_PREFIX)
        : List.of("");
  }

  /**
   * The size of each state vector, by name.
   *
   * @return {@code nOut} for each: hidden state, then the cell state of an LSTM; of a bidirectional
   *     layer, first those of the forward direction, with the prefixes {@code f} and {@code b}
   */
  @Override
  public final Map<String, Long> stateSizes() {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (String prefix : prefixes()) {
      stateNames(prefix).forEach(name -> sizes.put(name, nOut));
    }
    return sizes;
  }

  final List<String> stateNames(String prefix) {
    return cellType().states() == 1
        ? List.of(prefix + HIDDEN_STATE)
        : List.of(prefix + HIDDEN_STATE, prefix + CELL_STATE);
  }

  /**
   * The parameters in the order of the flat parameter vector.
   *
   * @return the parameters of the forward direction, then those of the backward direction
   */
  @Override
  public CellParameters cellParameters() {
    CellParameters parameters = new CellParameters();
    prefixes().forEach(prefix -> declareParameters(parameters, prefix));
    return parameters;
  }

  @Override
  public ParamInitializer initializer() {
    return CellParamInitializer.INSTANCE;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    cellActivation(); // one that was set after building may not be supported
    return new LayerArguments(
            this, trainingListeners, layerIndex, layerParamsView, initializeParams)
        .into(PackedRuntime.of(cellType(), conf, networkDataType));
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    InputType.InputTypeRecurrent type =
        (InputType.InputTypeRecurrent) super.getOutputType(layerIndex, inputType);
    return result == SequenceResult.EVERY_STEP
        ? InputType.recurrent(outputSize(), type.getTimeSeriesLength(), type.getFormat())
        : InputType.feedForward(outputSize());
  }

  @Override
  protected void initializeConstraints(Layer.Builder<?> builder) {
    super.initializeConstraints(builder);
    constraints = WeightConstraints.add(constraints, cellParameters(), builder);
  }

  /**
   * Estimates the memory for activations and, in training, for what the backward pass needs of each
   * step.
   *
   * @param inputType a recurrent input type; if its length is unknown, one step is counted
   * @return the estimate
   */
  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    InputType output = getOutputType(-1, inputType);
    long parameters = initializer().numParams(this);
    long updater = getIUpdater() == null ? 0 : getIUpdater().stateSize(parameters);
    long time = Math.max(1, ((InputType.InputTypeRecurrent) inputType).getTimeSeriesLength());
    long pooled = pooling().isPresent() ? mergedSize() : 0;
    long step =
        prefixes().size() * nOut * (cellType().blocks() + cellType().states()) + nIn + pooled;
    return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, output)
        .standardMemory(parameters, updater)
        .workingMemory(parameters, time * step, parameters, time * step)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof PackedRecurrentLayer layer
        && getClass() == layer.getClass()
        && direction == layer.direction
        && merge == layer.merge
        && result == layer.result
        && Double.compare(recurrentDropout, layer.recurrentDropout) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), getClass(), direction, merge, result, recurrentDropout);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof PackedRecurrentLayer;
  }

  /**
   * The settings of every packed layer, in addition to those of Deeplearning4j's recurrent layers.
   *
   * @param <T> the builder of the subclass
   */
  public abstract static class Builder<T extends Builder<T>> extends BaseRecurrentLayer.Builder<T> {
    private Direction direction = Direction.FORWARD;
    private MergeMode merge = MergeMode.CONCAT;
    private SequenceResult result = SequenceResult.EVERY_STEP;
    private double recurrentDropout;

    Builder() {
      activation(Activation.TANH);
      weightInitRecurrent(new WeightInitOrthogonal());
    }

    /**
     * Sets the direction in which the layer reads its sequences.
     *
     * @param direction default {@link Direction#FORWARD}
     * @return this builder
     */
    @SuppressWarnings("unchecked")
    public T direction(Direction direction) {
      this.direction = direction;
      return (T) this;
    }

    /**
     * Sets how the outputs of two directions are combined; ignored for one direction.
     *
     * @param merge default {@link MergeMode#CONCAT}
     * @return this builder
     */
    @SuppressWarnings("unchecked")
    public T merge(MergeMode merge) {
      this.merge = merge;
      return (T) this;
    }

    /**
     * Sets what the layer passes to the layer above.
     *
     * @param result default {@link SequenceResult#EVERY_STEP}
     * @return this builder
     */
    @SuppressWarnings("unchecked")
    public T result(SequenceResult result) {
      this.result = result;
      return (T) this;
    }

    /**
     * Sets the probability of <b>dropping</b> a hidden unit from the recurrent product {@code
     * h_(t-1) RW}, in training only (Y. Gal, Z. Ghahramani, 2016, <a
     * href="https://arxiv.org/abs/1512.05287">A Theoretically Grounded Application of Dropout in
     * Recurrent Neural Networks</a>). Note that Deeplearning4j's own {@code dropOut(p)}, which
     * drops inputs, takes the probability of <i>keeping</i> them: {@code
     * dropOut(0.8).recurrentDropout(0.2)} drops a fifth of both.
     *
     * <p>A dropped unit stays dropped: each sequence of the minibatch has one mask for all its
     * steps, and each direction has its own. Kept units are multiplied by {@code 1 / (1 - p)}, and
     * prediction needs no change. The output, the cell state of an LSTM, and the part of the old
     * state that a GRU passes on are not affected. In truncated BPTT each segment draws new masks,
     * like dropout on the input. The random numbers come from ND4J's generator, which is seeded by
     * the network.
     *
     * @param probability from 0 (no dropout, no cost) to below 1; default 0; 0.1 to 0.5 are typical
     * @return this builder
     */
    @SuppressWarnings("unchecked")
    public T recurrentDropout(double probability) {
      this.recurrentDropout = probability;
      return (T) this;
    }
  }
}
