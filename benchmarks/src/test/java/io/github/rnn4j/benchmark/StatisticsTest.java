package io.github.rnn4j.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void medianIsTheMiddleOrBetweenTheMiddleTwo() {
    assertThat(Statistics.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
    assertThat(Statistics.median(List.of(9.0, 1.0, 5.0, 6.0))).isEqualTo(5.5);
  }

  @Test
  void quantileLiesBetweenNeighboursInProportion() {
    List<Double> values = List.of(10.0, 20.0, 30.0);

    assertThat(Statistics.quantile(values, 0)).isEqualTo(10);
    assertThat(Statistics.quantile(values, 0.99)).isEqualTo(29.8, within(1e-9));
    assertThat(Statistics.quantile(values, 1)).isEqualTo(30);
    assertThatThrownBy(() -> Statistics.quantile(List.of(), 0.5)).hasMessageContaining("0 values");
  }

  @Test
  void exponentOfAPowerIsFound() {
    List<Double> sizes = List.of(2.0, 4.0, 8.0, 64.0);

    double exponent = Statistics.exponent(sizes, sizes.stream().map(x -> 3 * x * x).toList());

    assertThat(exponent).isEqualTo(2, within(1e-12));
  }
}
