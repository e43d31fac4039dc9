package io.github.rnn4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {

  @ParameterizedTest
  @CsvSource({"2, 1, 3, 4, 5", "1, 4, 3, 4, 5", "1, 2, 5, 4, 5", "1, 2, 3, 6, 5"})
  void quantilesThatCrossAreRefused(
      double low90, double low50, double median, double high50, double high90) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Quantiles(low90, low50, median, high50, high90))
        .withMessageContaining("%s, %s, %s", low90, low50, median)
        .withMessageContaining("must not decrease");
  }

  @Test
  void equalAndInfiniteQuantilesDoNotCross() {
    double infinity = Double.POSITIVE_INFINITY;

    assertThat(new Quantiles(7, 7, 7, 7, 7).toArray()).containsOnly(7);
    assertThat(new Quantiles(-infinity, 0, 0, infinity, infinity).high50()).isEqualTo(infinity);
  }

  @Test
  void pointHasAMedianAndNoIntervals() {
    Quantiles point = Quantiles.point(4);

    assertThat(point.median()).isEqualTo(4);
    assertThat(point.low90()).isNaN();
    assertThat(point.high50()).isNaN();
    assertThat(point).isEqualTo(Quantiles.point(4));
  }

  @Test
  void quantilesAreThoseOfTheirLevels() {
    Quantiles uniform = Quantiles.of(level -> 100 * level); // of the numbers from 0 to 100

    assertThat(uniform).isEqualTo(new Quantiles(5, 25, 50, 75, 95));
    assertThat(uniform.toArray())
        .containsExactly(Quantiles.LEVELS.stream().mapToDouble(level -> 100 * level).toArray());
  }

  @Test
  void quantilesOfARisingFunctionAreItsValuesAndAFallingOneIsRefused() {
    Quantiles quantiles = new Quantiles(-2, -1, 0, 1, 2);

    assertThat(quantiles.map(x -> 10 + 3 * x)).isEqualTo(new Quantiles(4, 7, 10, 13, 16));
    assertThatIllegalArgumentException().isThrownBy(() -> quantiles.map(x -> -x));
  }
}
