package io.github.rnn4j.config.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.layer.samediff.Recurrence;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class CellChoiceTest {
  private static final int C = 3;
  private static final int H = 4;

  @BeforeEach
  void drawTheSameNumbersEachTime() {
    Nd4j.getRandom().setSeed(1);
  }

  private static CellChoice choice(Cell cell, HiddenActivation activation) {
    return new CellChoice(
        cell, Recurrence.HIDDEN_TO_HIDDEN, activation, RecurrentWeights.ORTHOGONAL);
  }

  private static MultiLayerNetwork network(CellChoice choice, int hidden) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .list()
                .layer(choice.layer(hidden).nIn(C).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(hidden)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return network;
  }

  @ParameterizedTest
  @EnumSource(HiddenActivation.class)
  void sameDiffCellComputesWhatThePackedCellComputes(HiddenActivation activation) {
    INDArray input = Nd4j.rand(DataType.DOUBLE, 2, C, 5);

    MultiLayerNetwork packed = network(choice(Cell.ELMAN, activation), H);
    MultiLayerNetwork sameDiff = network(choice(Cell.SAMEDIFF_ELMAN, activation), H);

    assertThat(sameDiff.params()).isEqualTo(packed.params());
    assertThat(sameDiff.output(input).distance2(packed.output(input))).isLessThan(1e-12);
  }

  @ParameterizedTest
  @EnumSource(HiddenActivation.class)
  void activationIsThatOfTheHiddenUnits(HiddenActivation activation) {
    MultiLayerNetwork network = network(choice(Cell.ELMAN, activation), H);
    INDArray input = Nd4j.rand(DataType.DOUBLE, 1, C, 1);
    INDArray z = input.reshape(1, C).mmul(network.getLayer(0).getParam("W")); // [1, H]

    INDArray hidden = network.feedForward(input).get(1);

    for (int unit = 0; unit < H; unit++) {
      double sum = z.getDouble(unit);
      double expected =
          switch (activation) {
            case TANH -> Math.tanh(sum);
            case RELU -> Math.max(0, sum);
            case SIGMOID -> 1 / (1 + Math.exp(-sum));
            case IDENTITY -> sum;
          };
      assertThat(hidden.getDouble(0, unit, 0)).isCloseTo(expected, within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(Recurrence.class)
  void recurrenceReachesTheLayer(Recurrence recurrence) {
    CellChoice choice =
        new CellChoice(
            Cell.SAMEDIFF_ELMAN, recurrence, HiddenActivation.TANH, RecurrentWeights.IDENTITY);

    MultiLayerNetwork network = network(choice, H);

    ElmanRnn layer = (ElmanRnn) network.getLayer(0).conf().getLayer();
    assertThat(layer.recurrence()).isEqualTo(recurrence);
    assertThat(network.getLayer(0).getParam("RW")).isEqualTo(Nd4j.eye(H).castTo(DataType.DOUBLE));
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void uniformWeightsAreWithinOneOverTheRootOfTheUnits(Cell cell) {
    MultiLayerNetwork network =
        network(
            new CellChoice(
                cell, Recurrence.HIDDEN_TO_HIDDEN, HiddenActivation.TANH, RecurrentWeights.UNIFORM),
            64);

    for (String key : new String[] {"W", "RW"}) {
      double largest = network.getLayer(0).getParam(key).amaxNumber().doubleValue();
      assertThat(largest).as(key).isBetween(0.11, 0.125); // 1 / sqrt(64)
    }
  }

  @ParameterizedTest
  @CsvSource({"ELMAN, elman", "LSTM, lstm", "GRU, gru"})
  void recurrenceOfAnotherCellIsRefused(Cell cell, String name) {
    assertThatThrownBy(
            () ->
                new CellChoice(
                    cell,
                    Recurrence.OUTPUT_TO_HIDDEN,
                    HiddenActivation.TANH,
                    RecurrentWeights.ORTHOGONAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "recurrence is output-to-hidden, but cell %s has only one recurrence: add --cell samediff-elman",
            name);
    assertThat(CellChoice.of(cell).idle()).containsKey("recurrence");
  }

  @ParameterizedTest
  @CsvSource({"LSTM, lstm", "GRU, gru"})
  void activationOfAGatedCellIsRefused(Cell cell, String name) {
    assertThatThrownBy(() -> choice(cell, HiddenActivation.RELU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "activation is relu, but cell %s has fixed activation functions: add --cell elman",
            name);
    assertThat(CellChoice.of(cell).idle()).containsKey("activation");
  }

  @ParameterizedTest
  @CsvSource({
    "SAMEDIFF_ELMAN, 1, 1",
    "SAMEDIFF_ELMAN, 12, 1",
    "SAMEDIFF_ELMAN, 13, 2",
    "SAMEDIFF_ELMAN, 1000, 128",
    "SAMEDIFF_ELMAN, 2147483647, 268435456",
    "ELMAN, 1000, 1"
  })
  void sameDiffCellReadsAtMost12Lengths(Cell cell, int longest, int multiple) {
    assertThat(CellChoice.of(cell).lengthMultiple(longest)).isEqualTo(multiple);
  }

  @Test
  void sameDiffCellHasEverySetting() {
    assertThat(CellChoice.of(Cell.SAMEDIFF_ELMAN).idle()).isEmpty();
    assertThat(CellChoice.of(Cell.ELMAN).idle()).containsOnlyKeys("recurrence");
  }
}
