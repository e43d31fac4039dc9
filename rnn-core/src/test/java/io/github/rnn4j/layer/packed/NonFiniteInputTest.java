package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.random;
import static io.github.rnn4j.layer.packed.PackedLayers.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.layer.LayerFixture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Numbers that are not finite are errors that name their place. */
class NonFiniteInputTest {
  private static final int B = 3;
  private static final int T = 6;

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void withoutMask(DataType type) {
    LayerFixture layer = PackedLayers.GRU.forward(type);
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int t = 0; t < T; t++) {
        INDArray x = input(type, wrong, t);
        assertError(() -> layer.forward(x, null), wrong, t);
      }
    }
    assertThat(layer.forward(random(1, B, C, T).castTo(type), null).isNaN().any()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void alsoAtMaskedSteps(DataType type) {
    LayerFixture layer = PackedLayers.LSTM.forward(type);
    INDArray mask = Nd4j.ones(type, B, T);
    mask.putScalar(1, T - 1, 0);

    assertError(() -> layer.forward(input(type, Double.NaN, T - 1), mask), Double.NaN, T - 1);
    assertError(() -> layer.forward(input(type, Double.NaN, 0), mask), Double.NaN, 0);
  }

  @Test
  void stateStaysAsItWas() {
    LayerFixture layer = PackedLayers.ELMAN.forward(DataType.FLOAT);
    INDArray x = random(1, B, C, T).castTo(DataType.FLOAT);
    layer.timeStep(x);
    INDArray expected = layer.timeStep(x).dup();

    layer.layer.rnnClearPreviousState();
    layer.timeStep(x);
    assertError(() -> layer.timeStep(input(DataType.FLOAT, Double.NaN, 2)), Double.NaN, 2);
    assertThat(layer.timeStep(x)).isEqualTo(expected);
  }

  private static INDArray input(DataType type, double wrong, int step) {
    INDArray x = random(1, B, C, T).castTo(type);
    x.putScalar(new int[] {1, 2, step}, wrong);
    return x;
  }

  private static void assertError(ThrowingCallable pass, double wrong, int step) {
    assertThatThrownBy(pass)
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining(
            "Input is %s in sequence 1, feature 2, step %d: every number must be finite"
                .formatted(wrong, step));
  }
}
