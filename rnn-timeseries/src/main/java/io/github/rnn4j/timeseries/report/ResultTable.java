package io.github.rnn4j.timeseries.report;

import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.cli.report.Table;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A table of the metrics of the network and of the baselines, for a page. */
final class ResultTable {

  /** A metric, and how it is shown. */
  private record Column(String heading, CellOf cell) {}

  @FunctionalInterface
  private interface CellOf {
    Table.Cell of(BacktestReport.Result result, ForecastMetrics row);
  }

  private static final Column MAE = best("MAE", ForecastMetrics::mae);
  private static final Column RMSE = best("RMSE", ForecastMetrics::rmse);
  private static final Column MASE = best("MASE", ForecastMetrics::mase);
  private static final Column SMAPE = best("sMAPE", ForecastMetrics::smape);
  private static final Column PINBALL =
      new Column("pinball loss", (result, m) -> Table.Cell.of(Figures.text(m.pinball())));
  private static final Column IN_50 =
      new Column(
          "in\u00a050\u00a0% interval", (result, m) -> Table.Cell.of(percent(m.coverage50())));
  private static final Column IN_90 =
      new Column(
          "in\u00a090\u00a0% interval", (result, m) -> Table.Cell.of(percent(m.coverage90())));

  private static final List<Column> ALL = List.of(MAE, RMSE, MASE, SMAPE, PINBALL, IN_50, IN_90);
  private static final List<Column> WITHOUT_UNIT = List.of(MASE, SMAPE, IN_50, IN_90);

  private ResultTable() {}

  /** Returns a column in which the lowest value is marked. */
  private static Column best(String heading, ToDoubleFunction<ForecastMetrics> figure) {
    return new Column(heading, (result, m) -> cell(result, m, figure));
  }

  /**
   * Returns the table.
   *
   * @param title what the results are of
   */
  static Element of(BacktestReport.Result result, String title) {
    Element shown =
        Element.of(
            "div",
            table(
                title + " on the test period; MAE and RMSE in the unit of the series",
                ALL,
                result));
    if (FigureTable.withoutAutoregression(result)) {
      shown = Element.of("div", shown, Element.of("p", FigureTable.NO_AUTOREGRESSION));
    }
    return FigureTable.withoutMase(result)
        ? Element.of("div", shown, Element.of("p", FigureTable.NO_MASE))
        : shown;
  }

  /** Returns a table of means over several series, without the metrics in the unit of a series. */
  static Element ofMeans(BacktestReport.Result result, String title) {
    return table(title, WITHOUT_UNIT, result);
  }

  private static Element table(String title, List<Column> columns, BacktestReport.Result result) {
    Table table =
        Table.of(
            title,
            Stream.concat(Stream.of(""), columns.stream().map(Column::heading))
                .toArray(String[]::new));
    result
        .figures()
        .forEach(
            (name, m) ->
                table.row(
                    name, columns.stream().map(column -> column.cell().of(result, m)).toList()));
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
