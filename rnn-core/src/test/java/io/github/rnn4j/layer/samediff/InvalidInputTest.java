package io.github.rnn4j.layer.samediff;

import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.layer.LayerFixture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Wrong input gets an error that names what is wrong and where. */
class InvalidInputTest {
  private final LayerFixture layer =
      new LayerFixture(
          new ElmanRnn.Builder().name("reader").nIn(2).nOut(3).build(), DataType.FLOAT);

  @Test
  void wrongRank() {
    assertRefused(() -> layer.forward(random(1, 4, 2), null), "rank 2", "[4, 2]", "reader");
  }

  @Test
  void wrongFeatureSize() {
    assertRefused(() -> layer.forward(random(1, 4, 5, 3), null), "5 features", "nIn = 2", "reader");
  }

  @Test
  void timeBeforeFeatures() {
    LayerFixture nwc =
        new LayerFixture(
            new ElmanRnn.Builder().nIn(2).nOut(3).dataFormat(RNNFormat.NWC).build(),
            DataType.FLOAT);
    INDArray x = random(1, 4, 3, 2); // [B, T, C]
    x.putScalar(2, 0, 1, Double.NaN);

    assertRefused(() -> nwc.forward(random(1, 4, 2), null), "rank 2", "[batch, time, features]");
    assertRefused(() -> nwc.forward(random(1, 4, 3, 5), null), "5 features", "[4, 3, 5]");
    assertRefused(() -> nwc.forward(x, null), "NaN", "sequence 2", "feature 1", "step 0");
  }

  @Test
  void notANumber() {
    INDArray x = random(1, 4, 2, 3);
    x.putScalar(2, 1, 0, Double.NaN);

    assertRefused(
        () -> layer.forward(x, null), "NaN", "sequence 2", "feature 1", "step 0", "reader");
  }

  @Test
  void infinity() {
    INDArray x = random(1, 4, 2, 3);
    x.putScalar(0, 0, 2, Double.POSITIVE_INFINITY);

    assertRefused(() -> layer.forward(x, null), "Infinity", "sequence 0", "feature 0", "step 2");
  }

  @Test
  void maskRowWithoutAOne() {
    INDArray mask = Nd4j.ones(4, 3);
    mask.putRow(2, Nd4j.zeros(3));

    assertRefused(
        () -> layer.forward(random(1, 4, 2, 3), mask), "Mask row 2", "all zero", "reader");
  }

  @Test
  void aSegmentMayHaveAMaskRowWithoutAOne() {
    INDArray mask = Nd4j.zeros(4, 3);

    INDArray output = layer.forwardFrom(java.util.Map.of(), random(1, 4, 2, 3), mask);

    assertThat(output.amaxNumber().doubleValue()).isZero();
  }

  @Test
  void maskOfAnotherShape() {
    assertRefused(
        () -> layer.forward(random(1, 4, 2, 3), Nd4j.ones(4, 5)), "[4, 5]", "must be [4, 3]");
  }

  @Test
  void maskThatIsNeitherZeroNorOne() {
    INDArray mask = Nd4j.ones(4, 3);
    mask.putScalar(1, 2, 0.5);

    assertRefused(
        () -> layer.forward(random(1, 4, 2, 3), mask), "0.5", "sequence 1", "step 2", "reader");
  }

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContainingAll(parts);
  }
}
