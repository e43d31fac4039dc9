package io.github.rnn4j.timeseries.report;

import io.github.rnn4j.cli.Columns;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results of each of several series, for the first variable. */
final class SeriesTable {

  /** More series are not listed; {@code backtest.json} and the report have all of them. */
  private static final int LISTED = 20;

  private static final int NAMED = 10;

  private SeriesTable() {}

  /** Returns how often each forecaster is best, and a row for each series. */
  static String of(BacktestReport report) {
    List<BacktestReport> each = report.each();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("series", "MASE", "best baseline", "MASE", "MAE", "in 90 %"));
    for (BacktestReport series : each.subList(0, Math.min(LISTED, each.size()))) {
      ForecastMetrics network = series.figures().get(BacktestReport.NETWORK);
      String baseline = series.bestBaseline();
      rows.add(
          List.of(
              series.series(),
              number("%.3f", network.mase()),
              baseline,
              number("%.3f", series.figures().get(baseline).mase()),
              number("%.4g", network.mae()),
              number("%.0f %%", 100 * network.coverage90())));
    }
    String more =
        each.size() > LISTED
            ? String.format(Locale.ROOT, "  and %,d more%n", each.size() - LISTED)
            : "";
    return notAveraged(report)
        + wins(each)
        + String.format("%nNetwork by series:%n")
        + Columns.aligned(rows).stream().collect(Collectors.joining("\n", "", "\n"))
        + more;
  }

  /** Says which series the means leave out; empty if they leave out none. */
  static String notAveraged(BacktestReport report) {
    List<String> names = report.notAveraged();
    return names.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "The means leave out %,d of %,d series, for which a baseline or MASE is not defined: %s%s%n",
            names.size(),
            report.each().size(),
            names.stream().limit(NAMED).collect(Collectors.joining(", ")),
            names.size() > NAMED ? ", ..." : "");
  }

  private static String wins(List<BacktestReport> each) {
    Map<String, Integer> wins = new LinkedHashMap<>();
    each.forEach(series -> wins.merge(series.winner(), 1, Integer::sum));
    return String.format(
        Locale.ROOT,
        "Lowest MAE by series: %s%n",
        wins.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(entry -> String.format(Locale.ROOT, "%s in %,d", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", ")));
  }

  static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
