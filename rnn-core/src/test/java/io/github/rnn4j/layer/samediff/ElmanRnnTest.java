package io.github.rnn4j.layer.samediff;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.github.rnn4j.layer.Golden;
import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.parameter.CellParameter;
import io.github.rnn4j.layer.parameter.WeightInitOrthogonal;
import java.util.Map;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ElmanRnnTest {

  @Test
  void reproducesTheTextbooksWorkedExample() {
    Golden golden = new Golden("elman-textbook");
    LayerFixture elman =
        new LayerFixture(new ElmanRnn.Builder().nIn(5).nOut(2).build(), DataType.DOUBLE);
    elman.layer.setParam("W", golden.array("weight_ih").transpose());
    elman.layer.setParam("RW", golden.array("weight_hh").transpose());
    elman.layer.setParam("b", golden.array("bias_ih").add(golden.array("bias_hh")));

    INDArray output = elman.forward(golden.array("x").permute(0, 2, 1).dup(), null); // [1, 2, 3]

    INDArray steps = output.get(point(0), all(), all()).transpose(); // [T, H]
    assertThat(distance(steps, golden.row("output", 0))).isLessThan(1e-6);
    // the six numbers as the book prints them
    double[][] printed = {
      {-0.3519801, 0.52525216}, {-0.68424344, 0.76074266}, {-0.8649416, 0.90466356}
    };
    assertThat(distance(steps, Nd4j.create(printed))).isLessThan(1e-6);
  }

  /** The three recurrences against their formulas in plain Java. */
  @ParameterizedTest
  @EnumSource(Recurrence.class)
  void followsTheFormulaOfItsRecurrence(Recurrence recurrence) {
    boolean elman = recurrence == Recurrence.HIDDEN_TO_HIDDEN;
    ElmanRnn configuration =
        new ElmanRnn.Builder()
            .nIn(1)
            .nOut(1)
            .recurrence(recurrence)
            .outputActivation(Activation.SIGMOID)
            .build();
    LayerFixture layer = new LayerFixture(configuration, DataType.DOUBLE);
    double w = 0.7;
    double rw = -1.3;
    double b = 0.2;
    double wo = 1.9;
    double bo = -0.4;
    layer.withParams(
        elman
            ? Nd4j.createFromArray(w, rw, b)
            : Nd4j.createFromArray(w, rw, b, wo, bo)); // order of the table in ElmanRnn
    double[] x = {0.5, -1, 2};

    INDArray output = layer.forward(Nd4j.createFromArray(x).reshape(1, 1, 3), null);

    double fed = 0;
    for (int t = 0; t < x.length; t++) {
      double intoHidden = recurrence == Recurrence.OUTPUT_TO_OUTPUT ? 0 : rw * fed;
      double h = Math.tanh(w * x[t] + intoHidden + b);
      double intoOutput = recurrence == Recurrence.OUTPUT_TO_OUTPUT ? rw * fed : 0;
      fed = elman ? h : 1 / (1 + Math.exp(-(wo * h + intoOutput + bo)));
      assertThat(output.getDouble(0, 0, t)).isCloseTo(fed, within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HIDDEN_TO_HIDDEN, 0, 3x4 4x4 4",
    "OUTPUT_TO_HIDDEN, 5, 3x5 4x5 5 5x4 4",
    "OUTPUT_TO_OUTPUT, 5, 3x5 4x4 5 5x4 4",
    "OUTPUT_TO_OUTPUT, 0, 3x4 4x4 4 4x4 4"
  })
  void hasTheDocumentedParameters(Recurrence recurrence, long hidden, String shapes) {
    ElmanRnn layer =
        new ElmanRnn.Builder().nIn(3).nOut(4).recurrence(recurrence).hiddenSize(hidden).build();

    StringBuilder actual = new StringBuilder();
    for (CellParameter parameter : layer.cellParameters().list()) {
      String sizes = String.join("x", parameter.sizes().stream().map(String::valueOf).toList());
      actual.append(actual.isEmpty() ? "" : " ").append(sizes);
    }

    assertThat(actual).hasToString(shapes);
  }

  @Test
  void recurrentWeightsStartOrthogonalAndBiasZero() {
    LayerFixture layer =
        new LayerFixture(new ElmanRnn.Builder().nIn(20).nOut(64).build(), DataType.DOUBLE);

    INDArray rw = layer.layer.getParam(ElmanRnn.RECURRENT_WEIGHTS);

    assertThat(distance(rw.mmul(rw.transpose()), Nd4j.eye(64).castTo(DataType.DOUBLE)))
        .isLessThan(1e-12);
    assertThat(layer.layer.getParam(ElmanRnn.BIAS).amaxNumber().doubleValue()).isZero();
    double deviation = layer.layer.getParam(ElmanRnn.INPUT_WEIGHTS).stdNumber().doubleValue();
    assertThat(deviation).isCloseTo(Math.sqrt(2.0 / (20 + 64)), within(0.01)); // Xavier
  }

  @Test
  void recurrentWeightsCanStartAsIdentity() {
    LayerFixture layer =
        new LayerFixture(
            new ElmanRnn.Builder()
                .nIn(3)
                .nOut(6)
                .activation(Activation.RELU)
                .weightInitRecurrent(WeightInit.IDENTITY)
                .build(),
            DataType.FLOAT);

    assertThat(layer.layer.getParam(ElmanRnn.RECURRENT_WEIGHTS)).isEqualTo(Nd4j.eye(6));
  }

  @Test
  void outputRecurrencesCarryTheOutput() {
    ElmanRnn configuration =
        new ElmanRnn.Builder()
            .nIn(2)
            .nOut(3)
            .hiddenSize(5)
            .recurrence(Recurrence.OUTPUT_TO_HIDDEN)
            .build();
    LayerFixture layer = new LayerFixture(configuration, DataType.DOUBLE);

    INDArray output = layer.timeStep(random(1, 2, 2, 4));

    Map<String, INDArray> state = layer.layer.rnnGetPreviousState();
    assertThat(state.get(ElmanRnn.STATE)).isEqualTo(output.get(all(), all(), point(3)));
  }

  @Test
  void unusableSettingsAreRefused() {
    assertThatThrownBy(
            () -> new ElmanRnn.Builder().nIn(1).nOut(2).activation(Activation.SOFTMAX).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("softmax")
        .hasMessageContaining("tanh, relu, sigmoid or identity");
    assertThatThrownBy(() -> new ElmanRnn.Builder().nIn(1).nOut(2).hiddenSize(3).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hiddenSize is 3");
    assertThatThrownBy(() -> new ElmanRnn.Builder().nIn(1).nOut(2).cachedGraphs(0).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cachedGraphs is 0");
    assertThatThrownBy(() -> new WeightInitOrthogonal(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gain is NaN");
  }
}
