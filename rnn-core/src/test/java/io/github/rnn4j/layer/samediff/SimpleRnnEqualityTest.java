package io.github.rnn4j.layer.samediff;

import io.github.rnn4j.layer.LayerEquality;
import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.Masks;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/** {@link ElmanRnn} and Deeplearning4j's {@code SimpleRnn} are the same function. */
class SimpleRnnEqualityTest {
  private static final int C = 3;
  private static final int H = 4;

  @ParameterizedTest
  @CsvSource({
    "DOUBLE, NONE, 1e-10", "DOUBLE, RIGHT, 1e-10", "DOUBLE, LEFT, 1e-10", "DOUBLE, HOLES, 1e-10",
    "FLOAT, NONE, 1e-6", "FLOAT, RIGHT, 1e-6", "FLOAT, LEFT, 1e-6", "FLOAT, HOLES, 1e-6"
  })
  void activationsAndGradientsEqualSimpleRnn(DataType type, Masks masks, double tolerance) {
    SimpleRnn simple = new SimpleRnn.Builder().nIn(C).nOut(H).activation(Activation.TANH).build();
    ElmanRnn elman = new ElmanRnn.Builder().nIn(C).nOut(H).build();

    new LayerEquality(new LayerFixture(elman, type), new LayerFixture(simple, type), tolerance)
        .check(masks, true);
  }

  @ParameterizedTest
  @CsvSource({"RELU", "SIGMOID", "IDENTITY"})
  void otherActivationsEqualSimpleRnnToo(Activation activation) {
    SimpleRnn simple = new SimpleRnn.Builder().nIn(C).nOut(H).activation(activation).build();
    ElmanRnn elman = new ElmanRnn.Builder().nIn(C).nOut(H).activation(activation).build();

    new LayerEquality(
            new LayerFixture(elman, DataType.DOUBLE),
            new LayerFixture(simple, DataType.DOUBLE),
            1e-10)
        .check(Masks.RIGHT, true);
  }
}
