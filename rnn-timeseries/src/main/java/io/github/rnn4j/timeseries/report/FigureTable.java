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
    String measure = report.each().isEmpty() ? "MAE" : "mean MASE";
    boolean means = !report.each().isEmpty();
    String tables =
        results.size() == 1
            ? "%sLowest %s: %s%n".formatted(table(results.get(0), means), measure, report.winner())
            : results.stream()
                .map(
                    result ->
                        "%s:%n%sLowest %s of %s: %s%n"
                            .formatted(
                                result.variable(),
                                table(result, means),
                                measure,
                                result.variable(),
                                result.winner()))
                .collect(Collectors.joining());
    return report.each().isEmpty() ? tables : tables + SeriesTable.of(report);
  }

  /**
   * Formats the results of a variable.
   *
   * @param means whether they are means over several series, so that metrics in the unit of a
   *     series say nothing
   */
  private static String table(BacktestReport.Result result, boolean means) {
    StringBuilder table =
        new StringBuilder(
            means
                ? line(" ", "", "sMAPE", "MASE", "in 50 %", "in 90 %")
                : line(" ", "", "RMSE", "MAE", "sMAPE", "MASE", "pinball", "in 50 %", "in 90 %"));
    for (Map.Entry<String, ForecastMetrics> row : result.figures().entrySet()) {
      ForecastMetrics m = row.getValue();
      String mark = row.getKey().equals(result.winner()) ? "*" : " ";
      String smape = number("%.2f%%", m.smape());
      String mase = number(m.mase() < 10_000 ? "%.3f" : "%.0e", m.mase());
      String in50 = number("%.1f %%", 100 * m.coverage50());
      String in90 = number("%.1f %%", 100 * m.coverage90());
      table.append(
          means
              ? line(mark, row.getKey(), smape, mase, in50, in90)
              : line(
                  mark,
                  row.getKey(),
                  inUnit(m.rmse()),
                  inUnit(m.mae()),
                  smape,
                  mase,
                  inUnit(m.pinball()),
                  in50,
                  in90));
    }
    if (means) {
      return table.toString();
    }
    if (withoutAutoregression(result)) {
      table.append("  ").append(NO_AUTOREGRESSION).append(System.lineSeparator());
    }
    if (withoutMase(result)) {
      table.append("  ").append(NO_MASE).append(System.lineSeparator());
    }
    return table.toString();
  }

  private static String line(String mark, String name, String... numbers) {
    StringBuilder line = new StringBuilder(String.format("%s %-36s", mark, name));
    for (String number : numbers) {
      line.append(String.format(" %9s", number));
    }
    return line.append(System.lineSeparator()).toString();
  }

  /** Formats a metric in the unit of the series, which may be very large or very small. */
  private static String inUnit(double value) {
    boolean usual = value == 0 || (value >= 0.01 && value < 1e5);
    return number(usual ? "%.3f" : "%.3g", value);
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
