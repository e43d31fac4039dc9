package io.github.rnn4j.layer.samediff;

import io.github.rnn4j.layer.parameter.CellParameters;
import io.github.rnn4j.layer.runtime.CellParamInitializer;
import io.github.rnn4j.layer.runtime.DeclaredParameters;
import io.github.rnn4j.layer.runtime.DeclaredState;
import io.github.rnn4j.layer.runtime.LayerArguments;
import io.github.rnn4j.layer.runtime.WeightConstraints;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A recurrent layer whose cell you define by writing one time step in SameDiff; the gradients come
 * from automatic differentiation.
 *
 * <p>A subclass declares its parameters, its state and one step:
 *
 * <pre>{@code
 * public final class MyRnn extends SameDiffRecurrentLayer {
 *   private MyRnn() {} // for JSON
 *
 *   private MyRnn(Builder builder) {
 *     super(builder);
 *     initializeConstraints(builder);
 *   }
 *
 *   public CellParameters cellParameters() {
 *     return new CellParameters()
 *         .inputWeight("W", nIn, nOut).recurrentWeight("RW", nOut, nOut).bias("b", nOut);
 *   }
 *
 *   public Map<String, Long> stateSizes() {
 *     return Map.of("h", nOut);
 *   }
 *
 *   public CellResult step(SameDiff sd, SDVariable x, Map<String, SDVariable> state,
 *       Map<String, SDVariable> parameters) {
 *     SDVariable z = x.mmul(parameters.get("W")).add(state.get("h").mmul(parameters.get("RW")));
 *     SDVariable h = sd.math().tanh(z.add(parameters.get("b")));
 *     return new CellResult(h, Map.of("h", h));
 *   }
 *
 *   @SuppressWarnings("unchecked")
 *   public static final class Builder extends SameDiffRecurrentLayer.Builder<Builder> {
 *     public MyRnn build() {
 *       return new MyRnn(this);
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Such a layer is used like Deeplearning4j's own recurrent layers: in {@code MultiLayerNetwork}
 * and {@code ComputationGraph}, with masks, {@code rnnTimeStep}, truncated BPTT, {@code
 * Bidirectional}, {@code LastTimeStep}, dropout, weight noise, constraints, JSON and {@code
 * ModelSerializer}. JSON needs a no-argument constructor, which may be private. Annotate the fields
 * of a subclass with {@code org.nd4j.shade.jackson.annotation.JsonProperty}: other fields are
 * silently lost when the network is saved.
 *
 * <p>Shapes: input {@code [B, nIn, T]}, output {@code [B, nOut, T]} (with {@code RNNFormat.NWC}
 * both have time before size), mask {@code [B, T]} of zeros and ones, state {@code [B, size]}.
 *
 * <p>Masks: a masked step yields zero and resets the state to zero, as in Deeplearning4j; each run
 * of ones is therefore a separate sequence. A row of zeros is an error, except in truncated BPTT
 * and {@code rnnTimeStep}, where a sequence may have ended in an earlier segment.
 *
 * <p>Truncated BPTT: the backward pass starts from the state that the forward pass started from.
 *
 * <p>Cost: the step is unrolled into one graph for each sequence length. Building a graph takes
 * milliseconds per step; running it takes about 0.1 ms per operation, whatever the sizes. The most
 * recently used graphs are kept. Use this class to try out cells and to check other
 * implementations; for long sequences in production, write a layer with its own forward and
 * backward pass.
 *
 * <p>Use it from one thread at a time, like any Deeplearning4j layer.
 */
public abstract class SameDiffRecurrentLayer extends BaseRecurrentLayer
    implements DeclaredParameters, DeclaredState {

  /** Default of {@link Builder#cachedGraphs(int)}. */
  public static final int DEFAULT_CACHED_GRAPHS = 16;

  @JsonProperty private int cachedGraphs = DEFAULT_CACHED_GRAPHS;

  /** Starts with the default settings, for Jackson. */
  protected SameDiffRecurrentLayer() {}

  /**
   * Copies the settings of the builder. A subclass must call {@link #initializeConstraints} at the
   * end of its own constructor, when {@link #cellParameters()} can be called.
   *
   * @param builder the builder of the subclass
   * @throws IllegalArgumentException if {@code cachedGraphs} is below 1
   */
  protected SameDiffRecurrentLayer(Builder<?> builder) {
    super(builder);
    if (builder.cachedGraphs < 1) {
      throw new IllegalArgumentException(
          "cachedGraphs is " + builder.cachedGraphs + ": it must be at least 1");
    }
    cachedGraphs = builder.cachedGraphs;
  }

  /**
   * Declares the parameters of the cell. Called when {@code nIn} and {@code nOut} are known.
   *
   * @return the parameters in the order of the flat parameter vector
   */
  @Override
  public abstract CellParameters cellParameters();

  /**
   * Declares the state that the cell carries from step to step.
   *
   * @return the size of each state vector by its name, which is also its key in {@code
   *     rnnGetPreviousState()}. If there are several, return them in the same order each time
   */
  @Override
  public abstract Map<String, Long> stateSizes();

  /**
   * Defines one step of the cell. Called once for each step of the unrolled graph, each time in a
   * separate name scope.
   *
   * @param sd the graph
   * @param x input of this step, {@code [B, nIn]}
   * @param state the state after the previous step, by name, each {@code [B, size]}
   * @param parameters the parameters by key; a bias is {@code [size]}
   * @return the output {@code [B, nOut]} and the new state
   */
  public abstract CellResult step(
      SameDiff sd, SDVariable x, Map<String, SDVariable> state, Map<String, SDVariable> parameters);

  /**
   * The maximum number of unrolled graphs that are kept; each sequence length has one graph with a
   * mask and one without.
   *
   * @return the number, at least 1
   */
  public int cachedGraphs() {
    return cachedGraphs;
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
    return new LayerArguments(
            this, trainingListeners, layerIndex, layerParamsView, initializeParams)
        .into(new UnrolledRuntime(conf, networkDataType));
  }

  /**
   * Adds the constraints of the input and recurrent weights to those that every layer can have.
   *
   * @param builder the builder of this layer
   */
  @Override
  protected void initializeConstraints(Layer.Builder<?> builder) {
    super.initializeConstraints(builder);
    constraints = WeightConstraints.add(constraints, cellParameters(), builder);
  }

  /**
   * Estimates the memory for activations and, in training, for what the gradient graph keeps of
   * each step.
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
    long states = stateSize();
    return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, output)
        .standardMemory(parameters, updater)
        .workingMemory(0, time * states, 0, 2 * time * (states + getNIn()))
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof SameDiffRecurrentLayer layer
        && cachedGraphs == layer.cachedGraphs;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), cachedGraphs);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof SameDiffRecurrentLayer;
  }

  /**
   * The settings of every SameDiff recurrent layer, in addition to those of Deeplearning4j's
   * recurrent layers.
   *
   * @param <T> the builder of the subclass
   */
  public abstract static class Builder<T extends Builder<T>> extends BaseRecurrentLayer.Builder<T> {
    private int cachedGraphs = DEFAULT_CACHED_GRAPHS;

    /** Starts with the default settings. */
    protected Builder() {}

    /**
     * Sets how many unrolled graphs are kept; the least recently used one is dropped first. Each
     * graph serves one sequence length, either with or without a mask.
     *
     * @param cachedGraphs at least 1; default {@value #DEFAULT_CACHED_GRAPHS}
     * @return this builder
     */
    @SuppressWarnings("unchecked")
    public T cachedGraphs(int cachedGraphs) {
      this.cachedGraphs = cachedGraphs;
      return (T) this;
    }
  }
}
