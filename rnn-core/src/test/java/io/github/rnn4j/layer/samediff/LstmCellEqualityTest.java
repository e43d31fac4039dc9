package io.github.rnn4j.layer.samediff;

import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.layer.CentralDifferences;
import io.github.rnn4j.layer.LayerEquality;
import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.Masks;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An LSTM written as a SameDiff cell is Deeplearning4j's {@code LSTM}, but for its masks. */
class LstmCellEqualityTest {
  private static final int C = 3;
  private static final int H = 4;

  @ParameterizedTest
  @CsvSource({
    "DOUBLE, NONE, 1e-10", "DOUBLE, RIGHT, 1e-10", "DOUBLE, LEFT, 1e-10", "DOUBLE, HOLES, 1e-10",
    "FLOAT, NONE, 1e-6", "FLOAT, RIGHT, 1e-6", "FLOAT, LEFT, 1e-6", "FLOAT, HOLES, 1e-6"
  })
  void activationsEqualLstm(DataType type, Masks masks, double tolerance) {
    new LayerEquality(cell(type), lstm(type), tolerance).checkOutputs(masks);
  }

  @ParameterizedTest
  @CsvSource({
    "DOUBLE, NONE, 1e-10",
    "DOUBLE, RIGHT, 1e-10",
    "FLOAT, NONE, 1e-6",
    "FLOAT, RIGHT, 1e-6"
  })
  void gradientsEqualLstmWhereNoErrorCrossesAMaskedStep(
      DataType type, Masks masks, double tolerance) {
    new LayerEquality(cell(type), lstm(type), tolerance).check(masks, false);
  }

  /**
   * Deeplearning4j's {@code LSTM} hands its backward pass no mask, so that errors run on into the
   * padding before a sequence: the backward direction of a {@code Bidirectional} over a
   * right-padded batch is such a case.
   */
  @ParameterizedTest
  @CsvSource({"LEFT, 0.2", "HOLES, 0.03"})
  void gradientsAreRightWhereThoseOfLstmAreNot(Masks masks, double errorOfLstm) {
    LayerFixture ours = cell(DataType.DOUBLE);
    LayerFixture theirs = lstm(DataType.DOUBLE);

    assertThat(gradientError(ours, masks)).isLessThan(1e-7);
    assertThat(parameterError(ours, masks)).isLessThan(1e-7);
    assertThat(gradientError(theirs, masks)).isGreaterThan(errorOfLstm);
    assertThat(parameterError(theirs, masks)).isGreaterThan(errorOfLstm);
  }

  @Test
  void soAreThoseOfABidirectionalLayerOverARightPaddedBatch() {
    LSTM lstm = new LSTM.Builder().nIn(C).nOut(H).activation(Activation.TANH).build();
    LstmCell cell = new LstmCell.Builder().nIn(C).nOut(H).build();
    LayerFixture theirs =
        new LayerFixture(new Bidirectional(Bidirectional.Mode.ADD, lstm), DataType.DOUBLE);
    LayerFixture ours =
        new LayerFixture(new Bidirectional(Bidirectional.Mode.ADD, cell), DataType.DOUBLE);

    assertThat(gradientError(ours, Masks.RIGHT)).isLessThan(1e-7);
    assertThat(gradientError(theirs, Masks.RIGHT)).isGreaterThan(0.1);
  }

  /** The same graph, called again with the same input, must give the same numbers. */
  @Test
  void repeatedCallsGiveTheSameBits() {
    LayerFixture cell = cell(DataType.DOUBLE);
    INDArray x = random(3, 2, C, 6);
    INDArray eps = random(4, 2, H, 6);

    LayerFixture.Pass first = cell.pass(x, null, eps);

    for (int i = 0; i < 3; i++) {
      LayerFixture.Pass again = cell.pass(x, null, eps);
      assertThat(again.output()).isEqualTo(first.output());
      assertThat(again.inputGradient()).isEqualTo(first.inputGradient());
      assertThat(again.gradients()).isEqualTo(first.gradients());
    }
  }

  /** Of the input gradient, relative to central differences; errors come in at valid steps only. */
  private static double gradientError(LayerFixture layer, Masks masks) {
    INDArray x = random(1, 3, C, 4);
    INDArray mask = masks.create(3, 4, 11);
    INDArray eps = Masks.apply(mask, random(2, 3, H, 4));
    LayerFixture.Pass pass = withParams(layer).pass(x, mask, eps);
    return CentralDifferences.relativeError(
        pass.inputGradient(), numericGradient(layer, x, x, mask, eps));
  }

  /** The same of the parameter gradients. */
  private static double parameterError(LayerFixture layer, Masks masks) {
    INDArray x = random(1, 3, C, 4);
    INDArray mask = masks.create(3, 4, 11);
    INDArray eps = Masks.apply(mask, random(2, 3, H, 4));
    withParams(layer).pass(x, mask, eps);
    INDArray numeric = numericGradient(layer, layer.layer.params(), x, mask, eps);
    return CentralDifferences.relativeError(layer.layer.getGradientsViewArray(), numeric);
  }

  private static INDArray numericGradient(
      LayerFixture layer, INDArray variable, INDArray x, INDArray mask, INDArray eps) {
    return CentralDifferences.gradient(
        variable, () -> layer.forward(x, mask).mul(eps).sumNumber().doubleValue());
  }

  private static LayerFixture withParams(LayerFixture layer) {
    return layer.withParams(random(5, 1, layer.layer.numParams()).muli(0.5));
  }

  private static LayerFixture cell(DataType type) {
    return new LayerFixture(new LstmCell.Builder().nIn(C).nOut(H).build(), type);
  }

  private static LayerFixture lstm(DataType type) {
    return new LayerFixture(
        new LSTM.Builder().nIn(C).nOut(H).activation(Activation.TANH).build(), type);
  }
}
