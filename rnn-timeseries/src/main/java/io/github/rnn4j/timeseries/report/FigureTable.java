package io.github.rnn4j.timeseries.report;

import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats the results of a backtest as a text table. */
public final class FigureTable {

  static final String NO_MASE =
      "MASE is not defined: the seasonal naive forecast makes no error in the training period.";

  static final String NO_AUTOREGRESSION =
      "A linear autoregression cannot be fitted: the training period is too short or constant, or follows a rule exactly.";

  private FigureTable() {}

  /** Returns whether the baseline is missing. */
  static boolean withoutAutoregression(BacktestReport.Result result) {
    return !result.figures().containsKey(BacktestReport.AUTOREGRESSION);
  }

  /** Returns whether MASE is not defined, which is then the same for all forecasters. */
  static boolean withoutMase(BacktestReport.Result result) {
    return result.figures().values().stream().allMatch(metrics -> Double.isNaN(metrics.mase()));
  }

  /** Returns a table for each variable, and the forecaster with the lowest error. */
  public static String of(BacktestReport report) {
    List<BacktestReport.Result> results = report.results();
    if (results.size() == 1) {
      return "%sLowest MAE: %s%n".formatted(table(results.get(0)), report.winner());
    }
    return results.stream()
        .map(
            result ->
                "%s:%n%sLowest MAE of %s: %s%n"
                    .formatted(
                        result.variable(), table(result), result.variable(), result.winner()))
        .collect(Collectors.joining());
  }

  private static String table(BacktestReport.Result result) {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "  %-36s %9s %9s %8s %7s %9s %9s %9s%n",
                "",
                "RMSE",
                "MAE",
                "sMAPE",
                "MASE",
                "pinball",
                "in 50 %",
                "in 90 %"));
    for (Map.Entry<String, ForecastMetrics> row : result.figures().entrySet()) {
      ForecastMetrics m = row.getValue();
      table.append(
          String.format(
              Locale.ROOT,
              "%s %-36s %9.3f %9.3f %7.2f%% %7s %9s %9s %9s%n",
              row.getKey().equals(result.winner()) ? "*" : " ",
              row.getKey(),
              m.rmse(),
              m.mae(),
              m.smape(),
              number(m.mase() < 10_000 ? "%.3f" : "%.0e", m.mase()),
              number("%.3f", m.pinball()),
              number("%.1f %%", 100 * m.coverage50()),
              number("%.1f %%", 100 * m.coverage90())));
    }
    if (withoutAutoregression(result)) {
      table.append("  ").append(NO_AUTOREGRESSION).append(System.lineSeparator());
    }
    if (withoutMase(result)) {
      table.append("  ").append(NO_MASE).append(System.lineSeparator());
    }
    return table.toString();
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
