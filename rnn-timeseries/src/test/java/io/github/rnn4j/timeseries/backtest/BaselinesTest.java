package io.github.rnn4j.timeseries.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaselinesTest {

  @Test
  void baselinesForecastWhatTheirNamesSay() {
    double[] y = {1, 5, 3, 7, 2, 99, 99, 99};

    assertThat(Baselines.naive().forecast(y, 4, 3)).containsExactly(2, 2, 2);
    assertThat(Baselines.drift().forecast(y, 4, 2)).containsExactly(2.25, 2.5);
    assertThat(Baselines.seasonalNaive(2).forecast(y, 4, 3)).containsExactly(7, 2, 7);
  }
}
