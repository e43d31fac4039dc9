package io.github.rnn4j.timeseries.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestBaselineTest {

  private static final SeriesConfig CONFIG = Preset.DEMO.config();
  private static final SeriesData DATA = SeriesData.split(CONFIG.data(), SineSeries.noisy(600, 1));
  private static final Backtest BACKTEST = new Backtest(DATA, CONFIG, 1);

  /** Returns a report in which the given baseline is better than a naive forecast. */
  private static BacktestReport report(String best) {
    double[] actual = {1, 2};
    Map<String, ForecastMetrics> figures =
        Map.of(
            "network",
            ForecastMetrics.ofPoints(actual, actual, 1),
            best,
            ForecastMetrics.ofPoints(actual, new double[] {1, 3}, 1),
            "other",
            ForecastMetrics.ofPoints(actual, new double[] {5, 5}, 1));
    return new BacktestReport(
        "s", true, "v", 1, 2, 0, figures, "network", Map.of(), List.of(), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"naive", "drift", "seasonal naive", "linear autoregression"})
  void forecastsAreThoseOfTheBacktest(String name) {
    BestBaseline best = BestBaseline.of(report(name), DATA, CONFIG, List.of());
    int horizon = CONFIG.network().horizon();

    double[] points = best.forecast(BACKTEST.origins(), horizon);

    PointForecaster baseline = Baselines.of(DATA, CONFIG, 0, List.of()).get(name).get();
    assertThat(best.label()).isEqualTo("best baseline: " + name);
    assertThat(points).containsExactly(BACKTEST.points(baseline));
    assertThat(BACKTEST.of(points).mae()).isPositive();
    assertThat(best.line(new int[] {DATA.testStart() - 1}, 3).values())
        .containsExactly(points[0], points[1], points[2]);
  }

  @Test
  void seasonalNaiveContinuesAfterTheEndOfTheSeries() {
    BestBaseline best = BestBaseline.of(report("seasonal naive"), DATA, CONFIG, List.of());
    double[] values = DATA.series().first();
    int season = CONFIG.preparation().season();

    assertThat(best.forecast(new int[] {values.length - 1}, 1)[0])
        .isCloseTo(values[values.length - season], within(1e-12));
  }

  @Test
  void networkIsNoBaseline() {
    assertThat(report("drift").bestBaseline()).isEqualTo("drift");
  }

  @Test
  void unknownBaselineIsAnError() {
    assertThatThrownBy(() -> BestBaseline.of(report("guess"), DATA, CONFIG, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessage("'guess' is not the name of a baseline");
  }
}
