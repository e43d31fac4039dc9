package io.github.rnn4j.loss;

import java.util.Arrays;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss for networks that describe each value by several adjacent outputs: labels {@code [N, K]},
 * outputs {@code [N, K Q]}, where outputs {@code k Q} to {@code k Q + Q - 1} belong to label {@code
 * k}.
 *
 * <p>The score is the sum over all labels, as in Deeplearning4j's own losses. <b>A NaN label is
 * ignored</b>: it adds nothing to the score and gets no gradient. This allows training on the end
 * of a series, where part of the future is unknown. A mask of {@code [N, 1]} or {@code [N, K]} does
 * the same. Sums are computed in double.
 */
public abstract class ForecastLoss implements ILossFunction {

  private static final long serialVersionUID = 1L;

  ForecastLoss() {}

  /**
   * The number of outputs that describe one value.
   *
   * @return Q, 1 or more
   */
  public abstract int numbersPerValue();

  /**
   * Computes the loss of one label and writes its gradient.
   *
   * @param y the label
   * @param output all outputs
   * @param at index of the first of the Q outputs of this label
   * @param gradient array of the same length that receives the derivatives at the same indices
   */
  abstract double loss(double y, double[] output, int at, double[] gradient);

  @Override
  public final double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    return computeGradientAndScore(labels, preOutput, activation, mask, average).getFirst();
  }

  @Override
  public final INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    double[] scores = new Pass(labels, preOutput, activation, mask).scores;
    return Nd4j.createFromArray(scores).reshape(scores.length, 1).castTo(preOutput.dataType());
  }

  @Override
  public final INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return computeGradientAndScore(labels, preOutput, activation, mask, false).getSecond();
  }

  @Override
  public final Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    Pass pass = new Pass(labels, preOutput, activation, mask);
    double score = Arrays.stream(pass.scores).sum() / (average ? pass.scores.length : 1);
    INDArray gradient =
        Nd4j.createFromArray(pass.gradient)
            .reshape('c', preOutput.shape())
            .castTo(preOutput.dataType()); // [N, K Q]
    return Pair.of(score, gradient);
  }

  @Override
  public final String name() {
    return toString();
  }

  /** The scores of the rows and the gradient of one minibatch. */
  private final class Pass {
    private final double[] scores;
    private final double[] gradient;

    Pass(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
      check(labels, preOutput, activation);
      int rows = Math.toIntExact(labels.size(0));
      int values = Math.toIntExact(labels.size(1));
      double[] y = labels.dup('c').data().asDouble();
      double[] output = preOutput.dup('c').data().asDouble();
      double[] kept = mask == null ? null : mask.dup('c').data().asDouble();
      scores = new double[rows];
      gradient = new double[output.length];
      for (int i = 0; i < y.length; i++) {
        int row = i / values;
        boolean masked = kept != null && kept[kept.length == rows ? row : i] == 0;
        if (!masked && !Double.isNaN(y[i])) {
          scores[row] += loss(y[i], output, i * numbersPerValue(), gradient);
        }
      }
    }

    private void check(INDArray labels, INDArray preOutput, IActivation activation) {
      if (!(activation instanceof ActivationIdentity)) {
        throw new IllegalArgumentException(
            "The activation is " + activation + "; " + ForecastLoss.this + " needs the identity");
      }
      if (labels.rank() != 2
          || preOutput.rank() != 2
          || preOutput.size(0) != labels.size(0)
          || preOutput.size(1) != labels.size(1) * numbersPerValue()) {
        throw new IllegalArgumentException(
            "Labels have shape %s and outputs have shape %s; %s needs %d outputs for each label"
                .formatted(
                    Arrays.toString(labels.shape()),
                    Arrays.toString(preOutput.shape()),
                    ForecastLoss.this,
                    numbersPerValue()));
      }
    }
  }
}
