package io.github.rnn4j.timeseries.report;

import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import java.util.Locale;
import java.util.Map;

/** Formats the results of a backtest as a text table. */
public final class FigureTable {

  static final String NO_MASE =
      "MASE is not defined: the seasonal naive forecast makes no error in the training period.";

  private FigureTable() {}

  /** Returns whether MASE is not defined, which is then the same for all forecasters. */
  static boolean withoutMase(BacktestReport report) {
    return report.figures().values().stream().allMatch(metrics -> Double.isNaN(metrics.mase()));
  }

  public static String of(BacktestReport report) {
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
    for (Map.Entry<String, ForecastMetrics> row : report.figures().entrySet()) {
      ForecastMetrics m = row.getValue();
      table.append(
          String.format(
              Locale.ROOT,
              "%s %-36s %9.3f %9.3f %7.2f%% %7s %9s %9s %9s%n",
              row.getKey().equals(report.winner()) ? "*" : " ",
              row.getKey(),
              m.rmse(),
              m.mae(),
              m.smape(),
              number(m.mase() < 10_000 ? "%.3f" : "%.0e", m.mase()),
              number("%.3f", m.pinball()),
              number("%.1f %%", 100 * m.coverage50()),
              number("%.1f %%", 100 * m.coverage90())));
    }
    if (withoutMase(report)) {
      table.append("  ").append(NO_MASE).append(System.lineSeparator());
    }
    return table.toString();
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
