package io.github.rnn4j.imdb.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.metric.BinaryMetrics;
import org.junit.jupiter.api.Test;

class FigureTextTest {

  @Test
  void precisionIsNotDefinedWhereNothingIsPredictedPositive() {
    BinaryMetrics metrics = BinaryMetrics.of(new double[] {0.1, 0.2}, new int[] {0, 1});

    assertThat(FigureText.of(metrics))
        .contains("accuracy 0.5000   precision not defined   recall 0.0000   F1 0.0000")
        .doesNotContain("NaN");
  }
}
