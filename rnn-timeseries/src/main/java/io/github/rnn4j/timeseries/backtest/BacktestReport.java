package io.github.rnn4j.timeseries.backtest;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.QuantileForecasts;
import io.github.rnn4j.timeseries.preparation.Calendar;
import io.github.rnn4j.timeseries.preparation.LinearAutoregression;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param others the results of the other variables of the series, if it has several
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
    List<Result> others) {

  /**
   * The results of a variable.
   *
   * @param variable its name
   * @param figures the metrics of each forecaster by its name, the network first
   * @param winner the forecaster with the lowest mean absolute error
   */
  public record Result(String variable, Map<String, ForecastMetrics> figures, String winner) {}

  public static final String NETWORK = "network";
  static final String SEASONAL_NAIVE = "seasonal naive";
  public static final String AUTOREGRESSION = "linear autoregression";
  static final String WITH_CALENDAR = "linear autoregression with calendar";

  /** Reports the network's metrics next to those of all baselines, for each variable. */
  public static BacktestReport of(
      SeriesData data,
      SeriesConfig config,
      Backtest backtest,
      QuantileForecasts network,
      int refits) {
    List<Result> results =
        IntStream.range(0, data.series().variables().size())
            .mapToObj(
                v -> {
                  Map<String, ForecastMetrics> figures =
                      figures(data, config, backtest.ofVariable(v), network);
                  return new Result(data.series().variables().get(v), figures, winner(figures));
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
        results.subList(1, results.size()));
  }

  private static Map<String, ForecastMetrics> figures(
      SeriesData data, SeriesConfig config, Backtest backtest, QuantileForecasts network) {
    Map<String, ForecastMetrics> figures = new LinkedHashMap<>();
    figures.put(NETWORK, backtest.of(network));
    figures.put("naive", backtest.of(Baselines.naive()));
    figures.put("drift", backtest.of(Baselines.drift()));
    figures.put(
        SEASONAL_NAIVE, backtest.of(Baselines.seasonalNaive(config.preparation().season())));
    PreparationConfig plain = withoutCalendar(config.preparation());
    double[] values = backtest.values();
    put(figures, AUTOREGRESSION, backtest, () -> autoregression(data, values, config, plain));
    if (config.preparation().calendar() != Calendar.NONE) {
      put(
          figures,
          WITH_CALENDAR,
          backtest,
          () -> autoregression(data, values, config, config.preparation()));
    }
    return figures;
  }

  /** Adds the metrics of a baseline, unless it cannot be fitted, as to a constant series. */
  private static void put(
      Map<String, ForecastMetrics> figures,
      String name,
      Backtest backtest,
      Supplier<PointForecaster> baseline) {
    try {
      figures.put(name, backtest.of(baseline.get()));
    } catch (DataException notFitted) {
      // FigureTable says so.
    }
  }

  /** Returns the results of all variables, in their order. */
  public List<Result> results() {
    List<Result> all = new ArrayList<>(List.of(new Result(variable, figures, winner)));
    all.addAll(others);
    return all;
  }

  /** Selected on the validation period and fitted on both periods, like the network. */
  private static PointForecaster autoregression(
      SeriesData data, double[] values, SeriesConfig config, PreparationConfig preparation) {
    TimeAxis axis = data.series().axis();
    LinearAutoregression fitted =
        LinearAutoregression.choose(
                preparation,
                axis,
                values,
                data.trainEnd(),
                data.testStart(),
                config.network().horizon())
            .refitted(axis, values, data.testStart());
    return (known, origin, steps) -> fitted.forecast(axis, known, origin, steps);
  }

  private static PreparationConfig withoutCalendar(PreparationConfig p) {
    return new PreparationConfig(
        p.power(),
        p.difference(),
        p.season(),
        p.seasonalDifference(),
        Calendar.NONE,
        p.lags(),
        p.nonNegative());
  }

  private static String winner(Map<String, ForecastMetrics> figures) {
    return figures.entrySet().stream()
        .min(Comparator.comparingDouble(entry -> entry.getValue().mae()))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }
}
