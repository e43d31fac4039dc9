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
 * An output at every step: the same dense layer and loss for all of them. Computes what
 * Deeplearning4j's {@code RnnOutputLayer} computes, with the same parameters, without copying its
 * input and its gradient into another order first; above a layer of this library that takes a
 * quarter to a third off a training step.
 *
 * <p>Shapes: input {@code [B, nIn, T]}, output and labels {@code [B, nOut, T]} (with {@code
 * RNNFormat.NWC} {@code [B, T, ...]}); with the loss {@code SPARSE_MCXENT}, for many classes,
 * labels are indices {@code [B, 1, T]}; label mask {@code [B, T]}, or {@code [B, nOut, T]} for
 * single outputs. Parameters {@code W [nIn, nOut]} and {@code b [1, nOut]}. The score is the sum
 * over the valid steps divided by {@code B}, as everywhere in Deeplearning4j.
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
   * Order of the axes.
   *
   * @return the format; NCW where neither the builder nor the network's input type says otherwise
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
        "Input of layer %s is %s: it must be sequences; for one output a sequence use OutputLayer"
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

  /** Configures a {@link SequenceOutput}; activation softmax unless set otherwise. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends BaseOutputLayer.Builder<Builder> {
    private RNNFormat dataFormat;

    /** Cross-entropy of a softmax. */
    public Builder() {
      this(LossFunction.MCXENT);
    }

    /**
     * A loss by name.
     *
     * @param loss the loss function
     */
    public Builder(LossFunction loss) {
      this(loss.getILossFunction());
    }

    /**
     * A loss.
     *
     * @param loss the loss function
     */
    public Builder(ILossFunction loss) {
      setLossFn(loss);
      setActivationFn(new ActivationSoftmax());
    }

    /**
     * Sets the order of the axes.
     *
     * @param dataFormat default as the network's input type says
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
