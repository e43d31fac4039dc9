package io.github.rnn4j.timeseries.backtest;

import io.github.rnn4j.metric.ForecastMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Averages results over several series, so that each counts equally. All means are over the same
 * series: those with all forecasters and a MASE. A forecaster that cannot be fitted to most series
 * is left out instead, as is a MASE that most do not have.
 */
final class MeanResults {

  private MeanResults() {}

  /** Averages the results of a variable. The winner has the lowest mean MASE. */
  static BacktestReport.Result of(List<BacktestReport.Result> all) {
    List<BacktestReport.Result> each = complete(all);
    Map<String, ForecastMetrics> figures = new LinkedHashMap<>();
    Map<String, List<Double>> byLead = new LinkedHashMap<>();
    for (String name : inAll(each)) {
      figures.put(name, mean(each.stream().map(result -> result.figures().get(name)).toList()));
      byLead.put(name, meanByLead(name, each));
    }
    boolean scaled = figures.values().stream().noneMatch(m -> Double.isNaN(m.mase()));
    ToDoubleFunction<ForecastMetrics> error = scaled ? ForecastMetrics::mase : ForecastMetrics::mae;
    String winner =
        figures.entrySet().stream()
            .min(Comparator.comparingDouble(entry -> error.applyAsDouble(entry.getValue())))
            .map(Map.Entry::getKey)
            .orElseThrow();
    return new BacktestReport.Result(each.get(0).variable(), figures, winner, byLead);
  }

  /** Returns the series that are averaged. */
  static List<BacktestReport.Result> complete(List<BacktestReport.Result> all) {
    int forecasters = all.stream().mapToInt(result -> result.figures().size()).max().orElseThrow();
    List<BacktestReport.Result> complete =
        mostly(all, result -> result.figures().size() == forecasters);
    return mostly(
        complete,
        result -> result.figures().values().stream().noneMatch(m -> Double.isNaN(m.mase())));
  }

  private static List<BacktestReport.Result> mostly(
      List<BacktestReport.Result> all, Predicate<BacktestReport.Result> condition) {
    List<BacktestReport.Result> some = all.stream().filter(condition).toList();
    return 2 * some.size() > all.size() ? some : all;
  }

  private static Set<String> inAll(List<BacktestReport.Result> each) {
    Set<String> names = new LinkedHashSet<>(each.get(0).figures().keySet());
    each.forEach(result -> names.retainAll(result.figures().keySet()));
    return names;
  }

  private static ForecastMetrics mean(List<ForecastMetrics> each) {
    return new ForecastMetrics(
        each.stream().mapToInt(ForecastMetrics::forecasts).sum(),
        mean(each, ForecastMetrics::rmse),
        mean(each, ForecastMetrics::mae),
        mean(each, ForecastMetrics::smape),
        mean(each, ForecastMetrics::mase),
        mean(each, ForecastMetrics::pinball),
        mean(each, ForecastMetrics::coverage50),
        mean(each, ForecastMetrics::coverage90));
  }

  /** Averages the values that are defined; NaN if none is. */
  private static double mean(List<ForecastMetrics> each, ToDoubleFunction<ForecastMetrics> value) {
    return each.stream()
        .mapToDouble(value)
        .filter(x -> !Double.isNaN(x))
        .average()
        .orElse(Double.NaN);
  }

  /** Averages scaled errors, so that series with large values do not count more. */
  private static List<Double> meanByLead(String name, List<BacktestReport.Result> each) {
    List<List<Double>> scaled =
        each.stream().map(result -> scaled(name, result)).filter(Objects::nonNull).toList();
    if (scaled.isEmpty()) {
      return List.of();
    }
    List<Double> mean = new ArrayList<>();
    IntStream.range(0, scaled.get(0).size())
        .forEach(
            k ->
                mean.add(
                    scaled.stream().mapToDouble(errors -> errors.get(k)).average().orElseThrow()));
    return mean;
  }

  /** Returns null if the errors of the series have no scale. */
  private static List<Double> scaled(String name, BacktestReport.Result result) {
    ForecastMetrics metrics = result.figures().get(name);
    double scale = metrics.mae() / metrics.mase();
    return Double.isFinite(scale) && scale > 0
        ? result.byLead().get(name).stream().map(error -> error / scale).toList()
        : null;
  }
}
