package io.github.rnn4j.timeseries.backtest;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.QuantileForecasts;
import io.github.rnn4j.timeseries.preparation.LinearAutoregression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The results of a backtest: the network compared with baselines.
 *
 * @param series the name of the series
 * @param synthetic whether a program generated the series
 * @param variable the variable that was forecast
 * @param origins the number of origins
 * @param horizon steps ahead from each origin
 * @param refitted how often the network was retrained; 0 for never
 * @param figures the metrics of each forecaster by its name, the network first
 * @param winner the forecaster with the lowest mean absolute error
 * @param byLead the mean absolute error of each forecaster one step ahead, two steps and so on
 * @param others the results of the other variables of the series, if it has several
 * @param each the results of each series, if there are several; all others are then means over them
 */
public record BacktestReport(
    String series,
    boolean synthetic,
    String variable,
    int origins,
    int horizon,
    int refitted,
    Map<String, ForecastMetrics> figures,
    String winner,
    Map<String, List<Double>> byLead,
    List<Result> others,
    List<BacktestReport> each) {

  /** Replaces what earlier versions did not write. */
  public BacktestReport {
    each = each == null ? List.of() : List.copyOf(each);
  }

  /**
   * The results of a variable.
   *
   * @param variable its name
   * @param figures the metrics of each forecaster by its name, the network first
   * @param winner the forecaster with the lowest mean absolute error
   * @param byLead the mean absolute error of each forecaster one step ahead, two steps and so on
   */
  public record Result(
      String variable,
      Map<String, ForecastMetrics> figures,
      String winner,
      Map<String, List<Double>> byLead) {}

  /** What is measured of the forecasters of a variable. */
  private record Measured(Map<String, ForecastMetrics> figures, Map<String, List<Double>> byLead) {
    private Measured() {
      this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }
  }

  public static final String NETWORK = "network";
  public static final String AUTOREGRESSION = Baselines.AUTOREGRESSION;

  /** Reports the network's metrics next to those of all baselines, for each variable. */
  public static BacktestReport of(
      SeriesData data,
      SeriesConfig config,
      Backtest backtest,
      QuantileForecasts network,
      int refits) {
    return of(data, config, backtest, network, refits, List.of());
  }

  /**
   * Reports the metrics of a series of a panel.
   *
   * @param pooled the autoregression of each variable that was fitted to all series; empty for none
   */
  static BacktestReport of(
      SeriesData data,
      SeriesConfig config,
      Backtest backtest,
      QuantileForecasts network,
      int refits,
      List<LinearAutoregression> pooled) {
    List<Result> results =
        IntStream.range(0, data.series().variables().size())
            .mapToObj(
                v -> {
                  Backtest its = backtest.ofVariable(v);
                  Measured measured = measured(its, network, Baselines.of(data, config, v, pooled));
                  return new Result(
                      data.series().variables().get(v),
                      measured.figures(),
                      winner(measured.figures()),
                      measured.byLead());
                })
            .toList();
    Result first = results.get(0);
    return new BacktestReport(
        data.series().name(),
        data.series().synthetic(),
        first.variable(),
        backtest.origins().length,
        config.network().horizon(),
        refits,
        first.figures(),
        first.winner(),
        first.byLead(),
        results.subList(1, results.size()),
        List.of());
  }

  /**
   * Averages the results of several series.
   *
   * @param panel the name of all series together
   * @param each their results, for the same variables and horizon, at least one
   * @return the means; the error by steps ahead is scaled like MASE
   */
  public static BacktestReport mean(String panel, List<BacktestReport> each) {
    BacktestReport example = each.get(0);
    List<Result> results = new ArrayList<>();
    for (int v = 0; v < example.results().size(); v++) {
      int variable = v;
      results.add(
          MeanResults.of(each.stream().map(report -> report.results().get(variable)).toList()));
    }
    Result first = results.get(0);
    return new BacktestReport(
        panel,
        example.synthetic(),
        first.variable(),
        each.stream().mapToInt(BacktestReport::origins).sum(),
        example.horizon(),
        0,
        first.figures(),
        first.winner(),
        first.byLead(),
        results.subList(1, results.size()),
        each);
  }

  private static Measured measured(
      Backtest backtest,
      QuantileForecasts network,
      Map<String, Supplier<PointForecaster>> baselines) {
    Measured measured = new Measured();
    measured.figures().put(NETWORK, backtest.of(network));
    measured.byLead().put(NETWORK, backtest.byLead(backtest.medians(network)));
    baselines.forEach((name, baseline) -> put(measured, name, backtest, baseline));
    return measured;
  }

  /** Adds the metrics of a baseline, unless it cannot be fitted, as to a constant series. */
  private static void put(
      Measured measured, String name, Backtest backtest, Supplier<PointForecaster> baseline) {
    try {
      double[] points = backtest.points(baseline.get());
      measured.figures().put(name, backtest.of(points));
      measured.byLead().put(name, backtest.byLead(points));
    } catch (DataException notFitted) {
      // FigureTable says so.
    }
  }

  /**
   * Returns the series of a panel that the means of the first variable leave out, because a
   * baseline or MASE is not defined for them.
   */
  public List<String> notAveraged() {
    if (each.isEmpty()) {
      return List.of();
    }
    List<Result> firsts = each.stream().map(report -> report.results().get(0)).toList();
    Set<Result> averaged = new HashSet<>(MeanResults.complete(firsts));
    return IntStream.range(0, firsts.size())
        .filter(i -> !averaged.contains(firsts.get(i)))
        .mapToObj(i -> each.get(i).series())
        .toList();
  }

  /** Returns the results of all variables, in their order. */
  public List<Result> results() {
    List<Result> all = new ArrayList<>(List.of(new Result(variable, figures, winner, byLead)));
    all.addAll(others);
    return all;
  }

  /** Returns the name of the baseline with the lowest mean absolute error. */
  public String bestBaseline() {
    Map<String, ForecastMetrics> baselines = new LinkedHashMap<>(figures);
    baselines.remove(NETWORK);
    return winner(baselines);
  }

  private static String winner(Map<String, ForecastMetrics> figures) {
    return figures.entrySet().stream()
        .min(Comparator.comparingDouble(entry -> entry.getValue().mae()))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }
}
