package io.github.rnn4j.kernel.array;

import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.kernel.Backend;
import io.github.rnn4j.kernel.SquaredNorm;
import io.github.rnn4j.kernel.arithmetic.PlainArithmetic;
import io.github.rnn4j.kernel.nd4j.Nd4jBackend;
import io.github.rnn4j.kernel.simd.VectorArithmetic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SquaredNormTest {

  /** The last chunk of most is not full. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 4095, 4096, 4097, 300_001})
  void sumIsThatOfTheSquaresInDouble(int length) {
    INDArray vector = random(3, length).castTo(DataType.FLOAT);
    double expected = 0;
    for (float value : vector.toFloatVector()) {
      expected += (double) value * value;
    }

    for (Backend backend :
        List.of(
            new ArrayBackend(new PlainArithmetic()),
            new ArrayBackend(new VectorArithmetic()),
            new Nd4jBackend())) {
      assertThat(backend.squaredNorm().of(vector))
          .as(backend.name())
          .isCloseTo(expected, within(1e-12 * expected));
    }
  }

  @Test
  void sumFollowsTheEntriesOfTheSameArrayAndOfAnother() {
    INDArray vector = Nd4j.createFromArray(3f, 4f);
    SquaredNorm norm = new ArrayBackend(new PlainArithmetic()).squaredNorm();
    assertThat(norm.of(vector)).isEqualTo(25);

    vector.putScalar(0, 0);

    assertThat(norm.of(vector)).isEqualTo(16);
    assertThat(norm.of(Nd4j.createFromArray(1f, 2f, 3f))).isEqualTo(14);
  }

  @Test
  void squaresBeyondTheRangeOfFloatsCount() {
    INDArray vector = Nd4j.createFromArray(1e30f, 1e-30f);

    assertThat(new ArrayBackend(new VectorArithmetic()).squaredNorm().of(vector))
        .isCloseTo(1e60, within(1e54));
  }
}
