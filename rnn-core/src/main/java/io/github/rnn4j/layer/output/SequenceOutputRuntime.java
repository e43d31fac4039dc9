package io.github.rnn4j.layer.output;

import io.github.rnn4j.kernel.RowProducts;
import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.layer.runtime.SequenceRows;
import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Runs a {@link SequenceOutput} in a network. */
final class SequenceOutputRuntime extends BaseOutputLayer<SequenceOutput> {
  private static final long serialVersionUID = 1L;

  /** The loss that the last backward pass computed; NaN if there is none. */
  private transient double lossOfBackward = Double.NaN;

  private transient RowProducts products;

  SequenceOutputRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private RNNFormat format() {
    return layerConf().dataFormat();
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    super.setInput(input, workspaceMgr);
    lossOfBackward = Double.NaN;
  }

  @Override
  public void setLabels(INDArray labels) {
    super.setLabels(labels);
    lossOfBackward = Double.NaN;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray z = preOutput2d(training, workspaceMgr); // [B T, O]
    INDArray rows = layerConf().getActivationFn().getActivation(z, training);
    if (maskArray != null) {
      applyMask(rows);
    }
    return SequenceRows.sequences(rows, input.size(0), format());
  }

  @Override
  protected INDArray preOutput2d(boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray sequences = checkedInput();
    input = SequenceRows.of(sequences, format(), ArrayType.FF_WORKING_MEM, workspaceMgr);
    try {
      return super.preOutput(training, workspaceMgr); // [B T, O]
    } finally {
      input = sequences;
    }
  }

  @Override
  protected Pair<INDArray, INDArray> preOutputWithPreNorm(
      boolean training, boolean forBackprop, LayerWorkspaceMgr workspaceMgr) {
    applyDropOutIfNecessary(training, workspaceMgr);
    INDArray weights =
        getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaceMgr);
    if (input.size(1) != weights.size(0)) {
      return super.preOutputWithPreNorm(training, forBackprop, workspaceMgr); // throws the error
    }
    INDArray bias =
        hasBias()
            ? getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaceMgr)
            : null;
    INDArray z =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, input.size(0), weights.size(1));
    products().forward(input.castTo(dataType), weights, bias, z);
    if (maskArray != null) {
      applyMask(z);
    }
    return new Pair<>(z, z);
  }

  private RowProducts products() {
    if (products == null) {
      products = BackendChoice.of(dataType).rowProducts();
    }
    return products;
  }

  private INDArray checkedInput() {
    assertInputSet(false);
    if (input.rank() != 3) {
      throw new DL4JInvalidInputException(
          "Input has shape %s: SequenceOutput needs %s %s"
              .formatted(
                  Arrays.toString(input.shape()),
                  format() == RNNFormat.NWC ? "[batch, time, nIn]" : "[batch, nIn, time]",
                  layerId()));
    }
    return input;
  }

  @Override
  protected INDArray getLabels2d(LayerWorkspaceMgr workspaceMgr, ArrayType arrayType) {
    checkLabels();
    return SequenceRows.of(labels, format(), arrayType, workspaceMgr);
  }

  private void checkLabels() {
    int time = format() == RNNFormat.NWC ? 1 : 2;
    if (labels.rank() != 3
        || labels.size(0) != input.size(0)
        || labels.size(time) != input.size(time)) {
      throw new DL4JInvalidInputException(
          "Labels of shape %s do not match input of shape %s: batch and time must be equal %s"
              .formatted(
                  Arrays.toString(labels.shape()), Arrays.toString(input.shape()), layerId()));
    }
  }

  @Override
  public void setMaskArray(INDArray maskArray) {
    lossOfBackward = Double.NaN;
    if (maskArray == null || maskArray.rank() == 3) {
      this.maskArray =
          maskArray == null
              ? null
              : SequenceRows.of(
                  maskArray, format(), ArrayType.INPUT, LayerWorkspaceMgr.noWorkspacesImmutable());
      return;
    }
    if (maskArray.rank() != 2) {
      throw new DL4JInvalidInputException(
          "Mask has shape %s: it must be [batch, time], or the shape of the labels %s"
              .formatted(Arrays.toString(maskArray.shape()), layerId()));
    }
    this.maskArray = maskArray.dup('c').reshape('c', maskArray.length(), 1);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    return null; // the last layer; setMaskArray sets the mask of the labels
  }

  @Override
  public double computeScore(
      double fullNetRegTerm, boolean training, LayerWorkspaceMgr workspaceMgr) {
    boolean known = training && !Double.isNaN(lossOfBackward);
    double loss = known ? lossOfBackward : loss(training, workspaceMgr);
    double batch = conf().isMiniBatch() ? getInputMiniBatchSize() : 1;
    score = loss / batch + fullNetRegTerm;
    return score;
  }

  private double loss(boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray z = preOutput2d(training, workspaceMgr);
    INDArray rows = getLabels2d(workspaceMgr, ArrayType.FF_WORKING_MEM);
    return weight()
        * layerConf()
            .getLossFn()
            .computeScore(rows, z, layerConf().getActivationFn(), lossMask(), false);
  }

  /** Deeplearning4j takes the mask [1, 1] of a single row for one with an entry for each output. */
  private INDArray lossMask() {
    return isSingleStep() ? null : maskArray;
  }

  /** What the loss of a single row is multiplied by, instead of a mask. */
  private double weight() {
    return isSingleStep() ? maskArray.getDouble(0) : 1;
  }

  private boolean isSingleStep() {
    return maskArray != null && maskArray.length() == 1;
  }

  @Override
  public INDArray computeScoreForExamples(double fullNetRegTerm, LayerWorkspaceMgr workspaceMgr) {
    INDArray z = preOutput2d(false, workspaceMgr);
    INDArray rows = getLabels2d(workspaceMgr, ArrayType.FF_WORKING_MEM);
    INDArray losses =
        layerConf()
            .getLossFn()
            .computeScoreArray(rows, z, layerConf().getActivationFn(), lossMask()); // [B T, 1]
    long batch = input.size(0);
    INDArray sums =
        losses.reshape('c', batch, losses.length() / batch).sum(true, 1).muli(weight()); // [B, 1]
    return workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, sums.addi(fullNetRegTerm));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    checkLabels();
    INDArray sequences = checkedInput();
    input = SequenceRows.of(sequences, format(), ArrayType.BP_WORKING_MEM, workspaceMgr);
    try {
      INDArray z = super.preOutput(true, workspaceMgr);
      Pair<Double, INDArray> loss = lossOf(z, workspaceMgr);
      INDArray delta = loss.getSecond(); // [B T, O]
      if (isSingleStep()) {
        delta.muli(weight());
      }
      Pair<Gradient, INDArray> gradients = gradients(delta, workspaceMgr);
      INDArray below = backpropDropOutIfPresent(gradients.getSecond()); // [B T, I]
      lossOfBackward = weight() * loss.getFirst();
      return new Pair<>(
          gradients.getFirst(), SequenceRows.sequences(below, sequences.size(0), format()));
    } finally {
      input = sequences;
    }
  }

  /** The loss, and its gradient with respect to {@code z}, [B T, O]. */
  private Pair<Double, INDArray> lossOf(INDArray z, LayerWorkspaceMgr workspaceMgr) {
    if (isPlainSquaredError(z)) {
      INDArray sequences = format() == RNNFormat.NWC ? labels.permute(0, 2, 1) : labels;
      INDArray errors =
          workspaceMgr.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, z.shape());
      double loss = products().squaredErrors(sequences.castTo(dataType), z, errors);
      return new Pair<>(loss, errors);
    }
    INDArray labelRows = SequenceRows.of(labels, format(), ArrayType.BP_WORKING_MEM, workspaceMgr);
    return layerConf()
        .getLossFn()
        .computeGradientAndScore(labelRows, z, layerConf().getActivationFn(), lossMask(), false);
  }

  /** Whether the loss is the mean squared error, without weights, mask or activation function. */
  private boolean isPlainSquaredError(INDArray z) {
    return layerConf().getLossFn().getClass() == LossMSE.class
        && ((LossMSE) layerConf().getLossFn()).getWeights() == null
        && layerConf().getActivationFn().getClass() == ActivationIdentity.class
        && maskArray == null
        && labels.size(format() == RNNFormat.NWC ? 2 : 1) == z.size(1); // otherwise an error
  }

  /**
   * The gradients with respect to the parameters, and {@code [B T, I]} with respect to the input.
   */
  private Pair<Gradient, INDArray> gradients(INDArray delta, LayerWorkspaceMgr workspaceMgr) {
    Gradient gradient = new DefaultGradient();
    INDArray ofWeights = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaceMgr);
    INDArray below =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD, dataType, delta.size(0), weights.size(0));
    products().backward(input.castTo(dataType), weights, delta, ofWeights, below);
    gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, ofWeights);
    if (hasBias()) {
      INDArray bias = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
      delta.sum(bias, 0);
      gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, bias);
    }
    return new Pair<>(gradient, below);
  }

  @Override
  public void clear() {
    super.clear();
    lossOfBackward = Double.NaN;
  }
}
