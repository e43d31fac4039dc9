package io.github.rnn4j.timeseries.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.training.AutomaticChoice;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineForecastTest {

  private static List<BaselineForecast> forecasts(double... values) {
    TimeAxis months = new TimeAxis(LocalDateTime.of(2020, 1, 1, 0, 0), ChronoUnit.MONTHS, 1);
    TimeSeries series =
        new TimeSeries("s", false, months, List.of("y"), new double[][] {values}, List.of());
    AutomaticChoice choice =
        AutomaticChoice.withoutTest(Preset.STANDARD.config(), series, option -> false);
    return BaselineForecast.all(choice.data(), choice.config(), 0);
  }

  @Test
  void everyBaselineForecastsASeasonAfterTheEnd() {
    Random random = new Random(1);
    double[] values =
        IntStream.range(0, 72)
            .mapToDouble(t -> 10 + 5 * Math.sin(t * Math.PI / 6) + 0.1 * random.nextGaussian())
            .toArray();

    List<BaselineForecast> forecasts = forecasts(values);

    assertThat(forecasts)
        .extracting(BaselineForecast::method)
        .containsExactly("naive", "drift", "seasonal naive", "linear autoregression");
    assertThat(forecasts)
        .allSatisfy(each -> assertThat(each.values()).hasSize(12))
        .allSatisfy(each -> assertThat(each.reason()).isEmpty());
    assertThat(forecasts.get(0).values()).containsOnly(values[71]);
    for (int k = 1; k <= 12; k++) {
      assertThat(forecasts.get(2).values().get(k - 1)).isEqualTo(values[71 + k - 12]);
      assertThat(forecasts.get(3).values().get(k - 1))
          .isBetween(
              10 + 5 * Math.sin((71 + k) * Math.PI / 6) - 1,
              10 + 5 * Math.sin((71 + k) * Math.PI / 6) + 1);
    }
  }

  @Test
  void aBaselineThatCannotBeFittedSaysWhy() {
    List<BaselineForecast> ofThree = forecasts(1, 2, 4);
    List<BaselineForecast> constant =
        forecasts(IntStream.range(0, 40).mapToDouble(t -> 5).toArray());
    List<BaselineForecast> ofOne = forecasts(7);

    assertThat(ofThree.get(0).values()).containsExactly(4.0, 4.0, 4.0); // as many as are known
    assertThat(ofThree.get(3).values()).isEmpty();
    assertThat(ofThree.get(3).reason()).contains("too short for a linear autoregression");
    assertThat(constant.get(3).reason()).contains("are all 5.0");
    assertThat(ofOne.get(1).values()).containsExactly(7.0);
  }
}
