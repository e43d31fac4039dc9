package io.github.rnn4j.loss;

import java.util.Arrays;
import java.util.List;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The cross-entropy of a classifier, in which the examples of some classes count more than others:
 *
 * <pre>{@code
 * loss(y, p) = -w_y log p_y
 * }</pre>
 *
 * <p>With {@code w = N / (K n)} for a class with {@code n} of {@code N} examples and {@code K}
 * classes, each class counts the same (G. King, L. Zeng, 2001, <i>Logistic Regression in Rare
 * Events Data</i>, Political Analysis 9, <a
 * href="https://doi.org/10.1093/oxfordjournals.pan.a004868">doi:10.1093/oxfordjournals.pan.a004868</a>).
 *
 * <pre>{@code
 * new OutputLayer.Builder(new ClassWeightedLoss(List.of(0.5, 5.0)))
 *     .nOut(1) // the probability of class 1
 *     .activation(Activation.SIGMOID)
 * }</pre>
 *
 * <p>Two classes have labels {@code [N, 1]} of 0 and 1 and a sigmoid; K classes have labels {@code
 * [N, K]} with a single 1 in each row and a softmax. Deeplearning4j's own weights are those of
 * outputs, so they cannot tell the two classes of one output apart; and a labels mask is no weight,
 * because Deeplearning4j also multiplies the logits by it.
 */
public final class ClassWeightedLoss implements ILossFunction {

  private static final long serialVersionUID = 1L;

  private final List<Double> weights;

  /**
   * Creates a loss with these weights.
   *
   * @param weights one finite weight above 0 for each class
   * @throws IllegalArgumentException if there are fewer than two weights, or one is out of range
   */
  public ClassWeightedLoss(@JsonProperty("weights") List<Double> weights) {
    if (weights.size() < 2
        || weights.stream().anyMatch(weight -> !(weight > 0 && Double.isFinite(weight)))) {
      throw new IllegalArgumentException(
          "weights are " + weights + ": there must be two or more finite numbers above 0");
    }
    this.weights = List.copyOf(weights);
  }

  /**
   * The weights.
   *
   * @return one weight for each class
   */
  @JsonProperty("weights")
  public List<Double> weights() {
    return weights;
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    double sum = computeScoreArray(labels, preOutput, activation, mask).sumNumber().doubleValue();
    return average ? sum / labels.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    INDArray weight = weightsOf(labels); // [N, 1]
    return unweighted(labels)
        .computeScoreArray(labels, preOutput, activation, mask)
        .reshape(labels.size(0), 1)
        .mul(weight.castTo(preOutput.dataType()));
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    INDArray weight = weightsOf(labels); // [N, 1]
    return unweighted(labels)
        .computeGradient(labels, preOutput, activation, mask)
        .muliColumnVector(weight.castTo(preOutput.dataType()));
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    return Pair.of(
        computeScore(labels, preOutput, activation, mask, average),
        computeGradient(labels, preOutput, activation, mask));
  }

  private static ILossFunction unweighted(INDArray labels) {
    return labels.size(1) == 1 ? new LossBinaryXENT() : new LossMCXENT();
  }

  /** Returns the weight of each example, [N, 1]. */
  private INDArray weightsOf(INDArray labels) {
    int columns = Math.toIntExact(labels.size(1));
    if (labels.rank() != 2 || Math.max(2, columns) != weights.size()) {
      throw new IllegalArgumentException(
          "Labels have shape %s, but there are weights for %d classes"
              .formatted(Arrays.toString(labels.shape()), weights.size()));
    }
    double[][] rows = labels.toDoubleMatrix();
    double[] weight = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      weight[i] = weightOf(rows[i]);
    }
    return Nd4j.createFromArray(weight).reshape(weight.length, 1);
  }

  private double weightOf(double[] label) {
    if (label.length == 1) {
      return weights.get(label[0] > 0.5 ? 1 : 0);
    }
    double weight = 0;
    for (int k = 0; k < label.length; k++) {
      weight += label[k] * weights.get(k);
    }
    return weight;
  }

  @Override
  public String name() {
    return toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassWeightedLoss loss && weights.equals(loss.weights);
  }

  @Override
  public int hashCode() {
    return weights.hashCode();
  }

  @Override
  public String toString() {
    return "ClassWeightedLoss" + weights;
  }
}
