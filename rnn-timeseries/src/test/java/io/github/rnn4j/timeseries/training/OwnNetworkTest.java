package io.github.rnn4j.timeseries.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.model.Forecast;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A network that is trained on one series, forecasts it, and is not saved. */
class OwnNetworkTest {

  private static final TimeAxis MONTHS =
      new TimeAxis(LocalDateTime.of(2015, 1, 1, 0, 0), ChronoUnit.MONTHS, 1);

  private static final SeriesConfig CONFIG =
      ConfigOptions.with(Preset.STANDARD.config(), Map.of("--horizon", 3, "--epochs", 20));

  /** Rises by one in each month, with a season of twelve months and a little noise. */
  private static double[] sales(int months) {
    Random random = new Random(4);
    return IntStream.range(0, months)
        .mapToDouble(t -> 200 + t + 30 * Math.sin(Math.PI * t / 6) + random.nextGaussian())
        .toArray();
  }

  private static List<Forecast> forecast(int months) {
    return OwnNetwork.forecast(
        CONFIG,
        new TimeSeries(
            "sales", true, MONTHS, List.of("sold"), new double[][] {sales(months)}, List.of()),
        List.of("--horizon", "--epochs")::contains);
  }

  @Test
  void theStepsAfterTheEndAreForecast() {
    double[] known = sales(75);

    List<Forecast> forecasts = forecast(72);

    assertThat(forecasts)
        .extracting(Forecast::time)
        .containsExactly("2021-01", "2021-02", "2021-03");
    for (int k = 0; k < 3; k++) {
      Forecast each = forecasts.get(k);
      assertThat(each.median()).isBetween(known[72 + k] - 8, known[72 + k] + 8);
      assertThat(each.low90()).isLessThan(each.median());
      assertThat(each.high90()).isGreaterThan(each.median());
    }
    assertThat(forecast(72)).isEqualTo(forecasts);
  }

  @Test
  void aSeriesThatIsTooShortIsNamed() {
    assertThatThrownBy(() -> forecast(11))
        .isInstanceOf(DataException.class)
        .hasMessage("sales has 11 steps; a network needs at least 12. Use a longer series");
    assertThat(forecast(12)).hasSize(3);
  }
}
