package io.github.rnn4j.layer.parameter;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WeightInitOrthogonalTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 4, 1", "5, 5, 1", "7, 3, 1", "3, 7, 1", "128, 128, 1", "4, 4, 2.5"})
  void theShorterSideIsOrthonormalTimesTheGain(long rows, long columns, double gain) {
    INDArray w = init(gain, 1, rows, columns);

    INDArray product = rows <= columns ? w.mmul(w.transpose()) : w.transpose().mmul(w);

    INDArray identity = Nd4j.eye(Math.min(rows, columns)).castTo(DataType.DOUBLE);
    assertThat(distance(product, identity.mul(gain * gain))).isLessThan(1e-12);
  }

  @Test
  void theSeedDecides() {
    assertThat(init(1, 3, 6, 6)).isEqualTo(init(1, 3, 6, 6));
    assertThat(distance(init(1, 3, 6, 6), init(1, 4, 6, 6))).isGreaterThan(0.1);
  }

  /** Without the signs of R, entry (0, 0) would never be positive. */
  @Test
  void bothSignsOccurOnTheDiagonal() {
    long positive = 0;
    for (int seed = 0; seed < 40; seed++) {
      positive += init(1, seed, 4, 4).getDouble(0, 0) > 0 ? 1 : 0;
    }

    assertThat(positive).isBetween(10L, 30L);
  }

  @Test
  void onlyMatricesCanBeOrthogonal() {
    INDArray view = Nd4j.zeros(DataType.DOUBLE, 8);

    assertThatThrownBy(() -> new WeightInitOrthogonal().init(2, 2, new long[] {2, 2, 2}, 'f', view))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 2, 2]");
  }

  private static INDArray init(double gain, long seed, long rows, long columns) {
    Nd4j.getRandom().setSeed(seed);
    INDArray view = Nd4j.zeros(DataType.DOUBLE, rows * columns);
    return new WeightInitOrthogonal(gain)
        .init((double) rows, (double) columns, new long[] {rows, columns}, 'f', view);
  }
}
