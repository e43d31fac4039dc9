package io.github.rnn4j.timeseries.report;

import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.cli.report.Table;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A table of the metrics of the network and of the baselines, for a page. */
final class ResultTable {

  private ResultTable() {}

  /**
   * Returns the table.
   *
   * @param title what the results are of
   */
  static Element of(BacktestReport.Result result, String title) {
    Table table =
        Table.of(
            title + " on the test period; MAE and RMSE in the unit of the series",
            "",
            "MAE",
            "RMSE",
            "MASE",
            "sMAPE",
            "pinball loss",
            "in\u00a050\u00a0% interval",
            "in\u00a090\u00a0% interval");
    result
        .figures()
        .forEach(
            (name, m) ->
                table.row(
                    name,
                    List.of(
                        cell(result, m, ForecastMetrics::mae),
                        cell(result, m, ForecastMetrics::rmse),
                        cell(result, m, ForecastMetrics::mase),
                        cell(result, m, ForecastMetrics::smape),
                        Table.Cell.of(Figures.text(m.pinball())),
                        Table.Cell.of(percent(m.coverage50())),
                        Table.Cell.of(percent(m.coverage90())))));
    Element shown = Element.of("div", table.element());
    if (FigureTable.withoutAutoregression(result)) {
      shown = Element.of("div", shown, Element.of("p", FigureTable.NO_AUTOREGRESSION));
    }
    return FigureTable.withoutMase(result)
        ? Element.of("div", shown, Element.of("p", FigureTable.NO_MASE))
        : shown;
  }

  /** Returns a table of means over several series, without the metrics in the unit of a series. */
  static Element ofMeans(BacktestReport.Result result, String title) {
    Table table =
        Table.of(
            title, "", "MASE", "sMAPE", "in\u00a050\u00a0% interval", "in\u00a090\u00a0% interval");
    result
        .figures()
        .forEach(
            (name, m) ->
                table.row(
                    name,
                    List.of(
                        cell(result, m, ForecastMetrics::mase),
                        cell(result, m, ForecastMetrics::smape),
                        Table.Cell.of(percent(m.coverage50())),
                        Table.Cell.of(percent(m.coverage90())))));
    return table.element();
  }

  private static Table.Cell cell(
      BacktestReport.Result result, ForecastMetrics row, ToDoubleFunction<ForecastMetrics> figure) {
    double least = result.figures().values().stream().mapToDouble(figure).min().orElseThrow();
    double value = figure.applyAsDouble(row);
    return value == least
        ? Table.Cell.best(Figures.text(value))
        : Table.Cell.of(Figures.text(value));
  }

  static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
