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
import io.github.rnn4j.timeseries.data.PanelData;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.data.UsedSteps;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The report page of a run with several series. */
public final class PanelPage {

  /** More series are not listed; {@code backtest.json} has all of them. */
  private static final int LISTED = 200;

  private final RunDirectory directory;
  private final PanelForecaster forecaster;
  private final SeriesConfig config;
  private final PanelData data;
  private final RunSections run;
  private final BacktestReport test;

  private PanelPage(RunDirectory run, BacktestReport test) {
    this.directory = run;
    this.forecaster = PanelForecaster.open(run.folder());
    this.config = forecaster.config();
    this.data = forecaster.data();
    this.run = RunSections.of(run);
    this.test = test;
  }

  /**
   * Writes the page into the run folder.
   *
   * @param run a run with a complete model of several series
   * @param test results of the model and the baselines on the test periods
   */
  public static void write(RunDirectory run, BacktestReport test) {
    new PanelPage(run, test).page().writeTo(run, RunDirectory.REPORT);
  }

  private Page page() {
    Page page =
        run.page("Forecasts of several time series", summary())
            .section("Data", data())
            .section(
                "Results",
                results(),
                Element.of("p", verdict() + " " + SeriesTable.notAveraged(test).strip()),
                byLead());
    shown().forEach((why, index) -> page.section(why + ": " + name(index), charts(index)));
    return page.section("Results by series", bySeries())
        .section("Learning curves", new TrainingCurves(run, config).elements())
        .section(
            "Configuration", RunSections.configuration(config, UsedSteps.ofSeveral(config.data())))
        .section("Network", RunSections.network(LayerTable.of(forecaster.members().get(0))))
        .section("Provenance", run.origin())
        .section(
            "Reproduce this run",
            run.repeat(SeriesConfig.PROGRAM, List.of(Preset.values()), config));
  }

  private String name(int index) {
    return data.each().get(index).series().name();
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%s, %s: one model of %,d series, forecasts up to %d steps ahead from %,d origins in the test periods. %s",
        test.series(),
        test.variable(),
        test.each().size(),
        test.horizon(),
        test.origins(),
        verdict());
  }

  private String verdict() {
    long wins =
        test.each().stream().filter(each -> each.winner().equals(BacktestReport.NETWORK)).count();
    ForecastMetrics network = test.figures().get(BacktestReport.NETWORK);
    String best = bestByMase();
    return String.format(
        Locale.ROOT,
        "The network has a mean MASE of %s; the best baseline (%s) has %s. For %,d of %,d series, the network has the lowest mean absolute error.",
        SeriesTable.number("%.3f", network.mase()),
        best,
        SeriesTable.number("%.3f", test.figures().get(best).mase()),
        wins,
        test.each().size());
  }

  private String bestByMase() {
    return test.figures().entrySet().stream()
        .filter(entry -> !entry.getKey().equals(BacktestReport.NETWORK))
        .min(Comparator.comparingDouble(entry -> entry.getValue().mase()))
        .orElseThrow()
        .getKey();
  }

  private Element data() {
    var lengths = data.each().stream().mapToInt(each -> each.series().length()).summaryStatistics();
    Table table =
        Table.of("Series: " + data.panel().name(), "", "")
            .row("series", Figures.count(data.each().size()))
            .row("steps of the shortest", Figures.count(lengths.getMin()))
            .row("steps of the longest", Figures.count(lengths.getMax()))
            .row("first step of all", earliest())
            .row("last step of all", latest())
            .row("steps of training, all series", Figures.count(data.trainingSteps()))
            .row("steps of validation, each series", Figures.count(data.validation()))
            .row("steps of the test period, each series", Figures.count(data.test()));
    Element text =
        Element.of(
            "p",
            "Steps of %s. Variables: %s."
                .formatted(
                    data.panel().series().get(0).axis().distance(),
                    String.join(", ", data.panel().variables())));
    return DataSection.of(directory, table.element(), text);
  }

  private String earliest() {
    return data.each().stream()
        .map(SeriesData::series)
        .min(Comparator.comparing(series -> series.axis().at(0)))
        .map(series -> series.axis().label(0))
        .orElseThrow();
  }

  private String latest() {
    return data.each().stream()
        .map(SeriesData::series)
        .max(Comparator.comparing(series -> series.axis().at(series.length() - 1L)))
        .map(series -> series.axis().label(series.length() - 1L))
        .orElseThrow();
  }

  private Element results() {
    boolean several = test.results().size() > 1;
    return Element.of(
        "div",
        test.results().stream()
            .map(
                result ->
                    ResultTable.ofMeans(
                        result,
                        several
                            ? "Means over the series for " + result.variable()
                            : "Means over the series"))
            .toArray(Element[]::new));
  }

  /** Charts how the errors of the network and of the best baseline grow with the time ahead. */
  private Element byLead() {
    List<Double> network = test.byLead().get(BacktestReport.NETWORK);
    if (network.size() < 2) {
      return Element.of("p");
    }
    Chart chart = new Chart("%s: mean MASE".formatted(test.variable()), "steps ahead");
    for (String name : List.of(BacktestReport.NETWORK, bestByMase())) {
      double[] values = test.byLead().get(name).stream().mapToDouble(value -> value).toArray();
      chart.line(name, IntStream.rangeClosed(1, values.length).asDoubleStream().toArray(), values);
    }
    return chart.element();
  }

  private Element bySeries() {
    Table table =
        Table.of(
            test.each().size() > LISTED
                ? String.format(
                    Locale.ROOT,
                    "The first %,d of %,d series; backtest.json has all",
                    LISTED,
                    test.each().size())
                : "All series",
            "series",
            "steps",
            "to",
            "MASE",
            "best baseline",
            "its MASE",
            "MAE",
            "in\u00a090\u00a0% interval");
    for (int i = 0; i < Math.min(LISTED, test.each().size()); i++) {
      BacktestReport each = test.each().get(i);
      TimeSeries series = data.each().get(i).series();
      ForecastMetrics network = each.figures().get(BacktestReport.NETWORK);
      String baseline = each.bestBaseline();
      table.row(
          each.series(),
          Figures.count(series.length()),
          series.axis().label(series.length() - 1L),
          SeriesTable.number("%.3f", network.mase()),
          baseline,
          SeriesTable.number("%.3f", each.figures().get(baseline).mase()),
          Figures.text(network.mae()),
          ResultTable.percent(network.coverage90()));
    }
    return table.element();
  }

  /** Chooses series to show: those with the lowest, a middle and the highest MASE. */
  private Map<String, Integer> shown() {
    List<Integer> ranked = new ArrayList<>();
    for (int i = 0; i < test.each().size(); i++) {
      if (!Double.isNaN(mase(i))) {
        ranked.add(i);
      }
    }
    ranked.sort(Comparator.comparingDouble(this::mase));
    Map<String, Integer> shown = new LinkedHashMap<>();
    if (ranked.isEmpty()) {
      shown.put("First series", 0);
      return shown;
    }
    shown.put("Series with the lowest MASE", ranked.get(0));
    if (ranked.size() > 2) {
      shown.put("Series with the median MASE", ranked.get(ranked.size() / 2));
    }
    if (ranked.size() > 1) {
      shown.put("Series with the highest MASE", ranked.get(ranked.size() - 1));
    }
    return shown;
  }

  private double mase(int index) {
    return test.each().get(index).figures().get(BacktestReport.NETWORK).mase();
  }

  private Element charts(int index) {
    Forecaster its = forecaster.of(index);
    SeriesData series = data.each().get(index);
    BestBaseline baseline =
        BestBaseline.of(
            test.each().get(index), series, config, its.ensemble().preparation().highway());
    ForecastCharts charts = new ForecastCharts(its, series, baseline);
    return Element.of("div", charts.test(), charts.next());
  }
}
