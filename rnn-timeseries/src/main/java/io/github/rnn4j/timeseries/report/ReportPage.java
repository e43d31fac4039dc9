package io.github.rnn4j.timeseries.report;

import io.github.rnn4j.cli.report.Chart;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.cli.report.Page;
import io.github.rnn4j.cli.report.RunSections;
import io.github.rnn4j.cli.report.Table;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.metric.ForecastMetrics;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The report page of a run: forecasts with intervals, and a comparison with baselines. */
public final class ReportPage {

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

  private Page page() {
    ForecastCharts charts =
        new ForecastCharts(forecaster, data, BestBaseline.of(test, data, config, List.of()));
    return run.page("Time series forecasts", summary())
        .section("Data", data())
        .section("Results", results(), Element.of("p", verdict()), bands(), byLead())
        .section("Forecasts of the test period", charts.test())
        .section("Forecast of the next steps", charts.next())
        .section("Learning curves", new TrainingCurves(run, config).elements())
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
    return DataSection.of(directory, table.element(), text);
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
        ? ResultTable.of(results.get(0), "Results")
        : Element.of(
            "div",
            results.stream()
                .map(result -> ResultTable.of(result, "Results for " + result.variable()))
                .toArray(Element[]::new));
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
                ResultTable.percent(m.coverage50()),
                ResultTable.percent(m.coverage90()),
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
}
