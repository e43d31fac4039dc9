package io.github.rnn4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ForecastLossTest {

  private static final IActivation IDENTITY = new ActivationIdentity();
  private static final PinballLoss PINBALL = new PinballLoss(List.of(0.1, 0.5, 0.95));
  private static final int ROWS = 4;
  private static final int VALUES = 3;

  static Stream<ForecastLoss> losses() {
    return Stream.of(PINBALL, new GaussianLoss());
  }

  private static INDArray random(long seed, int columns) {
    Random random = new Random(seed);
    return Nd4j.createFromArray(random.doubles((long) ROWS * columns, -2, 2).toArray())
        .reshape(ROWS, columns);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void gradientAgreesWithCentralDifferences(ForecastLoss loss) {
    INDArray labels = random(1, VALUES);
    INDArray output = random(2, VALUES * loss.numbersPerValue());
    INDArray mask = Nd4j.createFromArray(1.0, 0.0, 1.0, 1.0).reshape(ROWS, 1);
    labels.putScalar(3, 1, Double.NaN);

    INDArray gradient = loss.computeGradient(labels, output, IDENTITY, mask);

    for (long row = 0; row < ROWS; row++) {
      for (long column = 0; column < output.size(1); column++) {
        double at = output.getDouble(row, column);
        double step = 1e-6;
        output.putScalar(row, column, at + step);
        double above = loss.computeScore(labels, output, IDENTITY, mask, false);
        output.putScalar(row, column, at - step);
        double below = loss.computeScore(labels, output, IDENTITY, mask, false);
        output.putScalar(row, column, at);
        assertThat(gradient.getDouble(row, column))
            .isEqualTo((above - below) / (2 * step), offset(1e-6));
      }
    }
    assertThat(gradient.getRow(1).norm1Number().doubleValue()).isZero();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void scoresOfRowsAddUpToTheScore(ForecastLoss loss) {
    INDArray labels = random(3, VALUES);
    INDArray output = random(4, VALUES * loss.numbersPerValue());

    INDArray rows = loss.computeScoreArray(labels, output, IDENTITY, null);

    assertThat(rows.shape()).containsExactly(ROWS, 1);
    double score = loss.computeScore(labels, output, IDENTITY, null, false);
    assertThat(rows.sumNumber().doubleValue()).isEqualTo(score, offset(1e-12));
    assertThat(loss.computeScore(labels, output, IDENTITY, null, true))
        .isEqualTo(score / ROWS, offset(1e-12));
  }

  @Test
  void pinballIsLeastAtTheQuantile() {
    // The numbers 1 to 99; 90 % of them are at most 89.1.
    double best = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (int q = 1; q < 100; q++) {
      INDArray labels =
          Nd4j.createFromArray(IntStream.rangeClosed(1, 99).asDoubleStream().toArray())
              .reshape(99, 1);
      INDArray output = Nd4j.valueArrayOf(new long[] {99, 1}, q, DataType.DOUBLE);
      double score =
          new PinballLoss(List.of(0.9)).computeScore(labels, output, IDENTITY, null, true);
      if (score < least) {
        least = score;
        best = q;
      }
    }

    assertThat(best).isEqualTo(90);
  }

  @Test
  void gaussianIsTheLogarithmOfTheDensity() {
    INDArray labels = Nd4j.createFromArray(new double[][] {{1.5}});
    INDArray output = Nd4j.createFromArray(new double[][] {{0.5, Math.log(2)}});

    double score = new GaussianLoss().computeScore(labels, output, IDENTITY, null, false);

    // density of N(0.5, 2) at 1.5: exp(-1/8) / (2 sqrt(2 pi)) = 0.17603
    assertThat(Math.exp(-score)).isEqualTo(0.17603, offset(1e-5));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void configurationOfANetworkKeepsTheLoss(ForecastLoss loss) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(
                new OutputLayer.Builder(loss)
                    .nIn(2)
                    .nOut(VALUES * loss.numbersPerValue())
                    .activation(Activation.IDENTITY)
                    .build())
            .build();

    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());

    assertThat(((OutputLayer) read.getConf(0).getLayer()).getLossFn()).isEqualTo(loss);
  }

  @Test
  void wrongShapeActivationAndLevelsAreErrors() {
    INDArray labels = random(1, VALUES);

    assertThatThrownBy(() -> PINBALL.computeScore(labels, random(2, 4), IDENTITY, null, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[4, 3]")
        .hasMessageContaining("[4, 4]");
    assertThatThrownBy(
            () -> PINBALL.computeScore(labels, random(2, 9), new ActivationTanH(), null, false))
        .hasMessageContaining("identity");
    assertThatThrownBy(() -> new PinballLoss(List.of(0.5, 0.5))).hasMessageContaining("[0.5, 0.5]");
    assertThatThrownBy(() -> new PinballLoss(List.of())).hasMessageContaining("at least one");
  }
}
