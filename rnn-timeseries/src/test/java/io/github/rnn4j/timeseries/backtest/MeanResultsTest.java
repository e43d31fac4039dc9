package io.github.rnn4j.timeseries.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.metric.ForecastMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeanResultsTest {

  private static ForecastMetrics metrics(double mae, double mase) {
    return new ForecastMetrics(10, 2 * mae, mae, 5, mase, Double.NaN, Double.NaN, Double.NaN);
  }

  private static BacktestReport.Result result(Object... namesAndMetrics) {
    Map<String, ForecastMetrics> figures = new LinkedHashMap<>();
    Map<String, List<Double>> byLead = new LinkedHashMap<>();
    for (int i = 0; i < namesAndMetrics.length; i += 2) {
      ForecastMetrics metrics = (ForecastMetrics) namesAndMetrics[i + 1];
      figures.put((String) namesAndMetrics[i], metrics);
      byLead.put((String) namesAndMetrics[i], List.of(0.5 * metrics.mae(), 1.5 * metrics.mae()));
    }
    return new BacktestReport.Result("x", figures, "", byLead);
  }

  @Test
  void seriesCountEqually() {
    BacktestReport.Result mean =
        MeanResults.of(
            List.of(
                result("network", metrics(100, 0.5), "naive", metrics(400, 2)),
                result("network", metrics(3, 1.5), "naive", metrics(1, 0.5))));

    assertThat(mean.figures().get("network").mae()).isEqualTo(51.5, within(1e-12));
    assertThat(mean.figures().get("network").mase()).isEqualTo(1, within(1e-12));
    assertThat(mean.figures().get("naive").mase()).isEqualTo(1.25, within(1e-12));
    assertThat(mean.figures().get("network").forecasts()).isEqualTo(20);
    assertThat(mean.winner()).isEqualTo("network");
    // scaled by 200 and 2: (0.25 + 0.75) / 2 and (0.75 + 2.25) / 2
    assertThat(mean.byLead().get("network").get(0)).isEqualTo(0.5, within(1e-12));
    assertThat(mean.byLead().get("network").get(1)).isEqualTo(1.5, within(1e-12));
  }

  @Test
  void seriesWithoutAForecasterIsLeftOutOfAllMeans() {
    BacktestReport.Result complete =
        result("network", metrics(1, 0.5), "autoregression", metrics(2, 1));
    BacktestReport.Result constant = result("network", metrics(0, Double.NaN));

    BacktestReport.Result mean = MeanResults.of(List.of(complete, complete, constant));

    assertThat(mean.figures().get("network").mae()).isEqualTo(1);
    assertThat(mean.figures()).containsKey("autoregression");
  }

  @Test
  void forecasterThatMostSeriesDoNotHaveIsLeftOut() {
    BacktestReport.Result complete =
        result("network", metrics(1, 0.5), "autoregression", metrics(2, 1));
    BacktestReport.Result without = result("network", metrics(4, 0.7));

    BacktestReport.Result mean = MeanResults.of(List.of(complete, without, without));

    assertThat(mean.figures().keySet()).containsExactly("network");
    assertThat(mean.figures().get("network").mae()).isEqualTo(3);
  }
}
