package io.github.rnn4j.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorSquaresTest {

  private static final int LENGTH = 20 * TileProduct.UNIT;

  /** The squares of powers of two, and their sum, are exact. */
  @ParameterizedTest
  @ValueSource(
      floats = {0, 1, -2, Float.MIN_VALUE, Float.MIN_NORMAL / 2, 0x1p-126f, -0x1p127f, 0x1p-60f})
  void squareOfEveryMagnitudeIsExact(float value) {
    for (int place = 0; place < LENGTH; place += 7) {
      float[] x = new float[LENGTH];
      x[place] = value;

      assertThat(VectorSquares.sum(x)).isEqualTo((double) value * value);
    }
  }

  @Test
  void sumIsThatOfDoubles() {
    Random random = new Random(1);
    float[] x = new float[LENGTH];
    double expected = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
      expected += (double) x[i] * x[i];
    }

    assertThat(VectorSquares.sum(x)).isCloseTo(expected, within(1e-12 * expected));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void numberThatIsNotFiniteIsNotLost(float value) {
    float[] x = new float[LENGTH];
    x[LENGTH / 2] = value;

    assertThat(VectorSquares.sum(x)).isEqualTo(Double.valueOf((double) value * value));
  }

  @Test
  void largestFloatsAreFinite() {
    float[] x = new float[LENGTH];
    Arrays.fill(x, Float.MAX_VALUE);

    assertThat(VectorSquares.sum(x))
        .isCloseTo(
            LENGTH * (double) Float.MAX_VALUE * Float.MAX_VALUE,
            within(1e-12 * LENGTH * Float.MAX_VALUE * (double) Float.MAX_VALUE));
  }
}
