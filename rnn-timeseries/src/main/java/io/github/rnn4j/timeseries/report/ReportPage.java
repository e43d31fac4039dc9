package io.github.rnn4j.timeseries.report;

import io.github.rnn4j.cli.report.Chart;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.cli.report.Page;
import io.github.rnn4j.cli.report.RunSections;
import io.github.rnn4j.cli.report.Table;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.summary.LayerTable;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.backtest.BestBaseline;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.data.UsedSteps;
import io.github.rnn4j.timeseries.model.Calibration;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.ModelFiles;
import io.github.rnn4j.timeseries.training.TrainingSession;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The report page of a run: forecasts with intervals, and a comparison with baselines. */
public final class ReportPage {

  /** No validation metric has the unit of the training loss of an earlier version. */
  private static final String NO_COMMON_UNIT = "";

  private static final String ON_TWO_SCALES =
      "The training loss is a sum over a window, the validation loss a mean per value.";

  private static final String ON_ONE_SCALE =
      "Both losses are means per known value. The training loss is measured before each update of an epoch, the validation loss after the epoch.";

  private final RunDirectory directory;
  private final Forecaster forecaster;
  private final SeriesConfig config;
  private final SeriesData data;
  private final RunSections run;
  private final BacktestReport test;
  private final Calibration calibration;

  private ReportPage(RunDirectory run, BacktestReport test) {
    this.directory = run;
    this.forecaster = Forecaster.open(run.folder());
    this.config = forecaster.config();
    this.data = SeriesData.split(config.data(), forecaster.series());
    this.run = RunSections.of(run);
    this.test = test;
    this.calibration = run.readJson(ModelFiles.CALIBRATION, Calibration.class);
  }

  /**
   * Writes the page into the run folder.
   *
   * @param run a run with a complete model
   * @param test results of the model and the baselines on the test period
   */
  public static void write(RunDirectory run, BacktestReport test) {
    new ReportPage(run, test).page().writeTo(run, RunDirectory.REPORT);
  }

  private Element gradientNorms() {
    Element chart = run.gradientNorms("1", TrainingSession.TRAINING);
    int networks = config.network().members();
    return networks == 1
        ? chart
        : Element.of(
            "div",
            chart,
            Element.of(
                "p",
                "The gradient is that of network 1 of %d; %s has those of all networks."
                    .formatted(networks, RunDirectory.UPDATES)));
  }

  private Page page() {
    ForecastCharts charts =
        new ForecastCharts(forecaster, data, BestBaseline.of(test, data, config));
    return run.page("Time series forecasts", summary())
        .section("Data", data())
        .section("Results", results(), Element.of("p", verdict()), bands(), byLead())
        .section("Forecasts of the test period", charts.test())
        .section("Forecast of the next steps", charts.next())
        .section("Learning curves", curves(), gradientNorms())
        .section(
            "Configuration", RunSections.configuration(config, UsedSteps.of(config.data(), data)))
        .section(
            "Network", RunSections.network(LayerTable.of(forecaster.ensemble().members().get(0))))
        .section("Provenance", run.origin())
        .section(
            "Reproduce this run",
            run.repeat(SeriesConfig.PROGRAM, List.of(Preset.values()), config));
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%s, %s: forecasts up to %d steps ahead from %,d origins in the test period. %s",
        test.series(),
        test.variable(),
        test.horizon(),
        test.origins(),
        verdict());
  }

  private String verdict() {
    double network = test.figures().get(BacktestReport.NETWORK).mae();
    String other = test.bestBaseline();
    double share = 100 * Math.abs(1 - network / test.figures().get(other).mae());
    boolean ahead = test.winner().equals(BacktestReport.NETWORK);
    return String.format(
        Locale.ROOT,
        ahead
            ? "%she network has the lowest mean absolute error, %.1f %% below the best baseline (%s)."
            : "%she network is NOT the best: its mean absolute error is %.1f %% above the best"
                + " baseline (%s).",
        test.others().isEmpty() ? "T" : "For " + test.variable() + ", t",
        share,
        other);
  }

  private Element data() {
    TimeSeries series = data.series();
    Table table =
        Table.of("Series: " + series.name(), "period", "steps", "from", "to")
            .row("training", part(0, data.trainEnd()))
            .row("validation", part(data.trainEnd(), data.testStart()))
            .row("test", part(data.testStart(), series.length()));
    Element text =
        Element.of(
            "p",
            "Steps of %s; %d variable%s: %s."
                .formatted(
                    series.axis().distance(),
                    series.variables().size(),
                    series.variables().size() == 1 ? "" : "s",
                    String.join(", ", series.variables())));
    series.repairs().forEach(repair -> text.text(" " + repair + "."));
    List<String> chosen = ModelFiles.chosen(directory);
    return chosen.isEmpty()
        ? Element.of("div", table.element(), text)
        : Element.of(
            "div",
            table.element(),
            text,
            Element.of("p", "Chosen by the data:"),
            Element.of(
                "ul",
                chosen.stream().map(reason -> Element.of("li", reason)).toArray(Element[]::new)));
  }

  private String[] part(int from, int to) {
    return new String[] {
      Figures.count(to - from),
      data.series().axis().label(from),
      data.series().axis().label(to - 1L)
    };
  }

  private Element results() {
    List<BacktestReport.Result> results = test.results();
    return results.size() == 1
        ? results(results.get(0), "Results")
        : Element.of(
            "div",
            results.stream()
                .map(result -> results(result, "Results for " + result.variable()))
                .toArray(Element[]::new));
  }

  private static Element results(BacktestReport.Result result, String title) {
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

  private static Table.Cell cell(
      BacktestReport.Result result, ForecastMetrics row, ToDoubleFunction<ForecastMetrics> figure) {
    double least = result.figures().values().stream().mapToDouble(figure).min().orElseThrow();
    double value = figure.applyAsDouble(row);
    return value == least
        ? Table.Cell.best(Figures.text(value))
        : Table.Cell.of(Figures.text(value));
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private Element bands() {
    ForecastMetrics m = test.figures().get(BacktestReport.NETWORK);
    return Element.of(
        "p",
        calibration.values() == 0
            ? "The intervals come directly from the network and are not calibrated."
            : String.format(
                Locale.ROOT,
                "The 50 %% and 90 %% intervals %scontain %s and %s of the actual values. Calibration on"
                    + " %,d values of the validation period scaled their widths by %.2f and %.2f.",
                test.others().isEmpty() ? "" : "of " + test.variable() + " ",
                percent(m.coverage50()),
                percent(m.coverage90()),
                calibration.values(),
                calibration.factor50(),
                calibration.factor90()));
  }

  /** Charts how the errors of the network and of the best baseline grow with the time ahead. */
  private Element byLead() {
    Map<String, List<Double>> errors = test.byLead();
    if (errors.get(BacktestReport.NETWORK).size() == 1) {
      return Element.of("p");
    }
    Chart chart = new Chart("%s: mean absolute error".formatted(test.variable()), "steps ahead");
    for (String name : List.of(BacktestReport.NETWORK, test.bestBaseline())) {
      double[] values = errors.get(name).stream().mapToDouble(Double::doubleValue).toArray();
      chart.line(name, IntStream.rangeClosed(1, values.length).asDoubleStream().toArray(), values);
    }
    return chart.element();
  }

  private Element curves() {
    int members = config.network().members();
    String scale = run.hasLossPerValue() ? ON_ONE_SCALE : ON_TWO_SCALES;
    StringBuilder text = new StringBuilder(scale);
    if (run.hasLossPerValue() && config.network().dropout() > 0) {
      text.append(" The training loss is that with dropout.");
    }
    if (run.hasLossPerValue() && config.training().l2() > 0) {
      text.append(" The training loss includes the L2 penalty.");
    }
    if (members > 1) {
      text.append(
          " The curves show the first of the %d networks whose forecasts are averaged."
              .formatted(members));
    }
    Monitor monitor = Monitor.lowest(MetricName.LOSS);
    return Element.of(
        "div",
        Element.of("p", text.toString()),
        run.hasLossPerValue()
            ? run.learningCurves(MetricName.LOSS, List.of(), monitor)
            : run.learningCurves(NO_COMMON_UNIT, List.of(MetricName.LOSS), monitor));
  }
}
