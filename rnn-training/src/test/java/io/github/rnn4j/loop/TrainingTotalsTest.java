package io.github.rnn4j.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingTotalsTest {

  @Test
  void meansAndSpeedAreThoseOfBothParts() {
    TrainingTotals first = new TrainingTotals(2, 30, 300, 60, 1, Map.of("correct", 12L));
    TrainingTotals second = new TrainingTotals(1, 10, 500, 10, 3, Map.of("correct", 8L));

    TrainingTotals both = first.plus(second);

    assertThat(both).isEqualTo(new TrainingTotals(3, 40, 800, 70, 4, Map.of("correct", 20L)));
    assertThat(both.loss()).isEqualTo(1.75); // 70 by 40 sequences; 2 and 1 before
    assertThat(both.lossPerToken()).isEqualTo(0.0875);
    assertThat(both.tokensPerSecond()).isEqualTo(200);
    assertThat(TrainingTotals.NONE.plus(first)).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 0, 0",
    "0, -1, 0, 0, 0",
    "0, 0, -1, 0, 0",
    "0, 0, 0, -1, 0",
    "0, 0, 0, NaN, 0",
    "0, 0, 0, 0, -1"
  })
  void nothingIsNegative(int minibatches, long sequences, long tokens, double seconds, long count) {
    assertThatThrownBy(
            () ->
                new TrainingTotals(
                    minibatches, sequences, tokens, -5, seconds, Map.of("correct", count)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all must be at least 0");
  }

  @Test
  void countIsNamedAsAMetricIs() {
    assertThatThrownBy(() -> new TrainingTotals(0, 0, 0, 0, 0, Map.of("right answers", 1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"right answers\" is not a valid metric name");
  }
}
