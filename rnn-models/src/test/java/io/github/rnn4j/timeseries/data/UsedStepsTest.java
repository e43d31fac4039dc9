package io.github.rnn4j.timeseries.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.timeseries.config.DataConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsedStepsTest {

  private static Map<String, String> used(int length, int validation, int test, int last) {
    DataConfig config =
        new DataConfig("sine", "", "", GapPolicy.ERROR, 2000, validation, test).withLast(last);
    return UsedSteps.of(config, SeriesData.split(config, SineSeries.pure(length)));
  }

  @Test
  void zeroIsFollowedByTheStepsThatAreUsed() {
    assertThat(used(2000, 0, 0, 0))
        .containsOnly(
            Map.entry("validation", "0 (300 steps)"),
            Map.entry("test", "0 (400 steps)"),
            Map.entry("last", "0 (all 2,000 steps)"));
    assertThat(used(7, 0, 0, 7))
        .containsOnly(Map.entry("validation", "0 (1 step)"), Map.entry("test", "0 (1 step)"));
  }

  @Test
  void givenNumbersStayAsTheyAre() {
    assertThat(used(2000, 100, 200, 2000)).isEmpty();
  }
}
