package io.github.rnn4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ClassWeightedLossTest {

  @Test
  void twoClassesHaveOneOutput() {
    ClassWeightedLoss loss = new ClassWeightedLoss(List.of(0.5, 4.0));
    INDArray labels = Nd4j.createFromArray(new double[][] {{1}, {0}});
    INDArray logits = Nd4j.createFromArray(new double[][] {{0}, {0}}); // p = 1/2

    assertThat(loss.computeScore(labels, logits, new ActivationSigmoid(), null, true))
        .isCloseTo((4 + 0.5) * Math.log(2) / 2, within(1e-6));
    assertThat(loss.computeGradient(labels, logits, new ActivationSigmoid(), null).toDoubleVector())
        .containsExactly(new double[] {4 * -0.5, 0.5 * 0.5}, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theGradientIsThatOfTheScore(int columns) {
    ClassWeightedLoss loss =
        new ClassWeightedLoss(columns == 1 ? List.of(0.3, 2.0) : List.of(0.3, 2.0, 1.0));
    IActivation activation = columns == 1 ? new ActivationSigmoid() : new ActivationSoftmax();
    INDArray labels =
        columns == 1
            ? Nd4j.createFromArray(new double[][] {{1}, {0}})
            : Nd4j.createFromArray(new double[][] {{0, 1, 0}, {1, 0, 0}});
    INDArray logits =
        Nd4j.createFromArray(
            columns == 1
                ? new double[][] {{0.7}, {-0.2}}
                : new double[][] {{0.7, -0.2, 1.1}, {0.1, 0.4, -0.9}});

    double[][] gradient =
        loss.computeGradient(labels, logits.dup(), activation, null).toDoubleMatrix();

    double eps = 1e-5;
    for (int row = 0; row < 2; row++) {
      for (int k = 0; k < columns; k++) {
        double slope =
            (scoreAt(loss, labels, logits, activation, row, k, eps)
                    - scoreAt(loss, labels, logits, activation, row, k, -eps))
                / (2 * eps);
        assertThat(gradient[row][k]).isCloseTo(slope, within(1e-6));
      }
    }
  }

  private static double scoreAt(
      ClassWeightedLoss loss,
      INDArray labels,
      INDArray logits,
      IActivation activation,
      int row,
      int k,
      double shift) {
    INDArray shifted = logits.dup();
    shifted.putScalar(row, k, logits.getDouble(row, k) + shift);
    return loss.computeScore(labels, shifted, activation, null, false);
  }

  @Test
  void badWeightsAreRefused() {
    for (List<Double> weights :
        List.of(List.of(1.0), List.of(1.0, 0.0), List.of(1.0, Double.POSITIVE_INFINITY))) {
      assertThatThrownBy(() -> new ClassWeightedLoss(weights))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("weights are " + weights);
    }
    INDArray labels = Nd4j.createFromArray(new double[][] {{0, 1, 0}});
    assertThatThrownBy(
            () ->
                new ClassWeightedLoss(List.of(1.0, 2.0))
                    .computeScore(labels, labels, new ActivationSoftmax(), null, true))
        .hasMessageContaining("weights for 2 classes");
  }
}
