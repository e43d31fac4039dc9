package io.github.rnn4j.layer.samediff;

import io.github.rnn4j.layer.parameter.CellParameters;
import io.github.rnn4j.layer.parameter.WeightInitOrthogonal;
import io.github.rnn4j.layer.runtime.CellActivation;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The simple recurrent layer with a choice of three recurrences, written as one SameDiff step.
 *
 * <p>{@link Recurrence#HIDDEN_TO_HIDDEN}, the default (J. L. Elman, 1990, <i>Finding Structure in
 * Time</i>, Cognitive Science 14, <a
 * href="https://doi.org/10.1207/s15516709cog1402_1">doi:10.1207/s15516709cog1402_1</a>):
 *
 * <pre>{@code h_t = f(x_t W + h_(t-1) RW + b)}</pre>
 *
 * <p>{@link Recurrence#OUTPUT_TO_HIDDEN} (M. I. Jordan, 1986, <i>Serial Order</i>) and {@link
 * Recurrence#OUTPUT_TO_OUTPUT} have a hidden layer of {@code H} units inside:
 *
 * <pre>{@code
 * output-to-hidden: h_t = f(x_t W + o_(t-1) RW + b)    o_t = g(h_t WO + bO)
 * output-to-output: h_t = f(x_t W + b)                 o_t = g(h_t WO + o_(t-1) RW + bO)
 * }</pre>
 *
 * <table>
 * <caption>Parameters; O is nOut, C is nIn</caption>
 * <tr><th>key</th><th>hidden-to-hidden</th><th>output-to-hidden</th><th>output-to-output</th></tr>
 * <tr><td>W</td><td>[C, O]</td><td>[C, H]</td><td>[C, H]</td></tr>
 * <tr><td>RW</td><td>[O, O]</td><td>[O, H]</td><td>[O, O]</td></tr>
 * <tr><td>b</td><td>[O]</td><td>[H]</td><td>[H]</td></tr>
 * <tr><td>WO</td><td></td><td>[H, O]</td><td>[H, O]</td></tr>
 * <tr><td>bO</td><td></td><td>[O]</td><td>[O]</td></tr>
 * </table>
 *
 * <p>The hidden-to-hidden form has exactly the parameters of Deeplearning4j's {@code SimpleRnn}:
 * {@code elman.setParams(simpleRnn.params())} gives the same network.
 *
 * <pre>{@code
 * new NeuralNetConfiguration.Builder().list()
 *     .layer(new ElmanRnn.Builder().nOut(64).build())
 *     .layer(new RnnOutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
 *     .setInputType(InputType.recurrent(20, RNNFormat.NCW));
 * }</pre>
 *
 * <p>Unless this layer's builder sets them otherwise, the recurrent weights start orthogonal, and
 * the other weights are initialized by {@code weightInit} (Deeplearning4j's default is Xavier). The
 * activation {@code f} is that of the whole network or, if the network has none or sigmoid, tanh;
 * the layer's builder can set any of tanh, relu, sigmoid and identity. For shapes, masks, state and
 * cost, see {@link SameDiffRecurrentLayer}.
 */
public final class ElmanRnn extends SameDiffRecurrentLayer {
  /** Key of the input weights. */
  public static final String INPUT_WEIGHTS = "W";

  /** Key of the recurrent weights. */
  public static final String RECURRENT_WEIGHTS = "RW";

  /** Key of the hidden layer's bias. */
  public static final String BIAS = "b";

  /** Key of the weights from the hidden layer to the output, if there is an output layer. */
  public static final String OUTPUT_WEIGHTS = "WO";

  /** Key of the output layer's bias, if there is an output layer. */
  public static final String OUTPUT_BIAS = "bO";

  /** Key of the state: the activation of the previous step, {@code [B, nOut]}. */
  public static final String STATE = "prevAct";

  @JsonProperty private Recurrence recurrence = Recurrence.HIDDEN_TO_HIDDEN;
  @JsonProperty private long hiddenSize;
  @JsonProperty private Activation outputActivation = Activation.IDENTITY;

  /** Whether the first activation that is set is the network's, because the builder has none. */
  private transient boolean takesActivation;

  private ElmanRnn() {}

  private ElmanRnn(Builder builder) {
    super(builder);
    recurrence = Objects.requireNonNull(builder.recurrence, "recurrence");
    hiddenSize = builder.hiddenSize;
    outputActivation = Objects.requireNonNull(builder.outputActivation, "outputActivation");
    if (recurrence == Recurrence.HIDDEN_TO_HIDDEN && hiddenSize != 0) {
      throw new IllegalArgumentException(
          "hiddenSize is "
              + hiddenSize
              + ", but in the hidden-to-hidden recurrence the hidden layer is the output:"
              + " set only nOut, or choose another recurrence");
    }
    if (hiddenSize < 0) {
      throw new IllegalArgumentException(
          "hiddenSize is " + hiddenSize + ": it must be at least 1, or 0 to use nOut");
    }
    CellActivation.check(getActivationFn());
    takesActivation = getActivationFn() == null;
    CellActivation.check(outputActivation.getActivationFunction());
    initializeConstraints(builder);
  }

  @Override
  public void setActivationFn(IActivation activation) {
    super.setActivationFn(takesActivation ? CellActivation.ofNetwork(activation) : activation);
    takesActivation = false;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    CellActivation.check(getActivationFn()); // it may have been set after building
    return super.instantiate(
        conf, trainingListeners, layerIndex, layerParamsView, initializeParams, networkDataType);
  }

  /**
   * Which value of the previous step is fed back.
   *
   * @return the recurrence
   */
  public Recurrence recurrence() {
    return recurrence;
  }

  /**
   * The number of units {@code H} of the hidden layer.
   *
   * @return the size that was set, or nOut if none was set
   */
  public long hiddenSize() {
    return hiddenSize == 0 ? nOut : hiddenSize;
  }

  @Override
  public CellParameters cellParameters() {
    if (recurrence == Recurrence.HIDDEN_TO_HIDDEN) {
      return new CellParameters()
          .inputWeight(INPUT_WEIGHTS, nIn, nOut)
          .recurrentWeight(RECURRENT_WEIGHTS, nOut, nOut)
          .bias(BIAS, nOut);
    }
    long hidden = hiddenSize();
    return new CellParameters()
        .inputWeight(INPUT_WEIGHTS, nIn, hidden)
        .recurrentWeight(
            RECURRENT_WEIGHTS, nOut, recurrence == Recurrence.OUTPUT_TO_HIDDEN ? hidden : nOut)
        .bias(BIAS, hidden)
        .inputWeight(OUTPUT_WEIGHTS, hidden, nOut)
        .bias(OUTPUT_BIAS, nOut);
  }

  @Override
  public Map<String, Long> stateSizes() {
    return Map.of(STATE, nOut);
  }

  @Override
  public CellResult step(
      SameDiff sd, SDVariable x, Map<String, SDVariable> state, Map<String, SDVariable> params) {
    SDVariable fed = state.get(STATE).mmul(params.get(RECURRENT_WEIGHTS)); // [B, H] or [B, nOut]
    SDVariable z = x.mmul(params.get(INPUT_WEIGHTS)).add(params.get(BIAS)); // [B, H]
    if (recurrence != Recurrence.OUTPUT_TO_OUTPUT) {
      z = z.add(fed);
    }
    SDVariable h = CellActivation.apply(getActivationFn(), sd, z); // [B, H]
    if (recurrence == Recurrence.HIDDEN_TO_HIDDEN) {
      return new CellResult(h, Map.of(STATE, h));
    }
    SDVariable y = h.mmul(params.get(OUTPUT_WEIGHTS)).add(params.get(OUTPUT_BIAS)); // [B, nOut]
    if (recurrence == Recurrence.OUTPUT_TO_OUTPUT) {
      y = y.add(fed);
    }
    SDVariable o = CellActivation.apply(outputActivation.getActivationFunction(), sd, y);
    return new CellResult(o, Map.of(STATE, o));
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof ElmanRnn layer
        && recurrence == layer.recurrence
        && hiddenSize == layer.hiddenSize
        && outputActivation == layer.outputActivation;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), recurrence, hiddenSize, outputActivation);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof ElmanRnn;
  }

  /** Configures an {@link ElmanRnn}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends SameDiffRecurrentLayer.Builder<Builder> {
    private Recurrence recurrence = Recurrence.HIDDEN_TO_HIDDEN;
    private long hiddenSize;
    private Activation outputActivation = Activation.IDENTITY;

    /** Starts with tanh, orthogonal recurrent weights and the hidden-to-hidden recurrence. */
    public Builder() {
      weightInitRecurrent(new WeightInitOrthogonal());
    }

    /**
     * Sets which value of the previous step is fed back.
     *
     * @param recurrence the recurrence; default {@link Recurrence#HIDDEN_TO_HIDDEN}
     * @return this builder
     */
    public Builder recurrence(Recurrence recurrence) {
      this.recurrence = recurrence;
      return this;
    }

    /**
     * Sets the size of the hidden layer for the two recurrences that feed back the output.
     *
     * @param hiddenSize at least 1; default 0, which means nOut
     * @return this builder
     */
    public Builder hiddenSize(long hiddenSize) {
      this.hiddenSize = hiddenSize;
      return this;
    }

    /**
     * Sets {@code g}, the activation of the output layer for the two recurrences that feed back the
     * output.
     *
     * @param outputActivation tanh, relu, sigmoid or identity; default identity
     * @return this builder
     */
    public Builder outputActivation(Activation outputActivation) {
      this.outputActivation = outputActivation;
      return this;
    }

    /**
     * Builds the layer.
     *
     * @return the layer configuration
     * @throws IllegalArgumentException if an activation is not tanh, relu, sigmoid or identity, or
     *     a size is out of range
     */
    @Override
    public ElmanRnn build() {
      return new ElmanRnn(this);
    }
  }
}
