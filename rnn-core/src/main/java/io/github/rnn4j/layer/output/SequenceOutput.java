package io.github.rnn4j.layer.output;

import io.github.rnn4j.layer.runtime.LayerArguments;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.InputTypeUtil;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An output layer that applies the same dense layer and loss at every time step. It computes the
 * same as Deeplearning4j's {@code RnnOutputLayer}, with the same parameters, but does not copy its
 * input and gradient into another axis order first. Above a layer of this library, a training step
 * takes a quarter to a third less time.
 *
 * <p>Shapes: input {@code [B, nIn, T]}, output and labels {@code [B, nOut, T]} (with {@code
 * RNNFormat.NWC} {@code [B, T, ...]}); with the loss {@code SPARSE_MCXENT}, for many classes,
 * labels are indices {@code [B, 1, T]}; label mask {@code [B, T]}, or {@code [B, nOut, T]} for
 * individual outputs. Parameters {@code W [nIn, nOut]} and {@code b [1, nOut]}. The score is the
 * sum over the valid steps divided by {@code B}, as everywhere in Deeplearning4j.
 *
 * <pre>{@code
 * .layer(new PackedLstm.Builder().nOut(512).build())
 * .layer(new SequenceOutput.Builder(LossFunction.MCXENT).nOut(80).build())
 * .setInputType(InputType.recurrent(80, RNNFormat.NCW))
 * }</pre>
 */
public final class SequenceOutput extends BaseOutputLayer {
  @JsonProperty private RNNFormat dataFormat;

  private SequenceOutput() {}

  private SequenceOutput(Builder builder) {
    super(builder);
    dataFormat = builder.dataFormat;
    initializeConstraints(builder);
  }

  /**
   * The axis order.
   *
   * @return the format; NCW unless the builder or the network's input type sets another one
   */
  public RNNFormat dataFormat() {
    return Objects.requireNonNullElse(dataFormat, RNNFormat.NCW);
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
        .into(new SequenceOutputRuntime(conf, networkDataType));
  }

  @Override
  public ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    InputType.InputTypeRecurrent type = recurrent(inputType);
    return InputType.recurrent(nOut, type.getTimeSeriesLength(), type.getFormat());
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    InputType.InputTypeRecurrent type = recurrent(inputType);
    if (dataFormat == null || override) {
      dataFormat = type.getFormat();
    }
    if (nIn <= 0 || override) {
      nIn = type.getSize();
    }
  }

  private InputType.InputTypeRecurrent recurrent(InputType inputType) {
    if (inputType instanceof InputType.InputTypeRecurrent type) {
      return type;
    }
    throw new IllegalStateException(
        "Input of layer %s is %s: it must be sequences; for one output per sequence, use OutputLayer"
            .formatted(getLayerName(), inputType));
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return InputTypeUtil.getPreprocessorForInputTypeRnnLayers(
        inputType, dataFormat(), getLayerName());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof SequenceOutput layer
        && dataFormat == layer.dataFormat;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), dataFormat);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof SequenceOutput;
  }

  /** Configures a {@link SequenceOutput}; the default activation is softmax. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends BaseOutputLayer.Builder<Builder> {
    private RNNFormat dataFormat;

    /** Starts with softmax and cross-entropy. */
    public Builder() {
      this(LossFunction.MCXENT);
    }

    /**
     * Starts with softmax and a loss given by name.
     *
     * @param loss the loss function
     */
    public Builder(LossFunction loss) {
      this(loss.getILossFunction());
    }

    /**
     * Starts with softmax and the given loss.
     *
     * @param loss the loss function
     */
    public Builder(ILossFunction loss) {
      setLossFn(loss);
      setActivationFn(new ActivationSoftmax());
    }

    /**
     * Sets the axis order.
     *
     * @param dataFormat the axis order; by default that of the network's input type
     * @return this builder
     */
    public Builder dataFormat(RNNFormat dataFormat) {
      this.dataFormat = dataFormat;
      return this;
    }

    @Override
    public SequenceOutput build() {
      return new SequenceOutput(this);
    }
  }
}
