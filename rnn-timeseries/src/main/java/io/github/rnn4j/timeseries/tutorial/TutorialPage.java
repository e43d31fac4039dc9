package io.github.rnn4j.timeseries.tutorial;

import io.github.rnn4j.cli.report.Chart;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.cli.report.Page;
import io.github.rnn4j.cli.report.RunSections;
import io.github.rnn4j.cli.report.Table;
import io.github.rnn4j.run.RunDirectory;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The report page of the tutorial's experiment. */
public final class TutorialPage {

  private final TutorialConfig config;
  private final TutorialReport report;

  private TutorialPage(TutorialConfig config, TutorialReport report) {
    this.config = config;
    this.report = report;
  }

  /**
   * Writes the page into the run folder.
   *
   * @param run a tutorial run that has ended
   */
  public static void write(RunDirectory run) {
    TutorialConfig config = TutorialModel.config(run);
    TutorialReport report = run.readJson(TutorialCommand.REPORT, TutorialReport.class);
    new TutorialPage(config, report).page(RunSections.of(run)).writeTo(run, RunDirectory.REPORT);
  }

  private Page page(RunSections run) {
    return run.page(
            "The tutorial's sine wave",
            "Predicting the next of %,d points of a sine wave from the current one, from %d set%s of initial weights."
                .formatted(config.points(), report.seeds(), report.seeds() == 1 ? "" : "s"))
        .section("Loss", losses(), lossTable())
        .section("Predictions", predictions(report.epochs(), lastTitle()), predictionTable())
        .section("Predictions during training", snapshots())
        .section("Configuration", RunSections.configuration(new TutorialConfig.Options(config)))
        .section("Provenance", run.origin());
  }

  private Element losses() {
    Chart chart =
        new Chart("Loss, summed over the %,d steps".formatted(config.steps()), "epoch")
            .logarithmic();
    if (report.seeds() == 1) {
      return chart.line("loss", epochs(), each(TutorialReport.Spread::median)).element();
    }
    return chart
        .line("median", epochs(), each(TutorialReport.Spread::median))
        .line("lowest", epochs(), each(TutorialReport.Spread::least))
        .line("highest", epochs(), each(TutorialReport.Spread::greatest))
        .element();
  }

  private double[] epochs() {
    return report.losses().keySet().stream().mapToDouble(Integer::doubleValue).toArray();
  }

  private double[] each(ToDoubleFunction<TutorialReport.Spread> value) {
    return report.losses().values().stream().mapToDouble(value).toArray();
  }

  private Element lossTable() {
    boolean one = report.seeds() == 1;
    Table table =
        one
            ? Table.of("Loss by epoch", "epoch", "loss")
            : Table.of("Loss by epoch", "epoch", "lowest", "median", "highest");
    for (Map.Entry<Integer, TutorialReport.Spread> row : report.losses().entrySet()) {
      TutorialReport.Spread loss = row.getValue();
      String median = Figures.text(loss.median());
      if (one) {
        table.row(row.getKey().toString(), median);
      } else {
        table.row(
            row.getKey().toString(),
            Figures.text(loss.least()),
            median,
            Figures.text(loss.greatest()));
      }
    }
    return Element.of("details", Element.of("summary", "The numbers"), table.element());
  }

  private String lastTitle() {
    return "After %,d epochs (%s)".formatted(report.epochs(), report.network());
  }

  private Element predictions(int epochs, String title) {
    return new Chart(title, "step")
        .given("sine", steps(), array(report.actual()))
        .line("predicted", steps(), array(report.predictions().get(epochs)))
        .element();
  }

  private double[] steps() {
    return IntStream.rangeClosed(1, config.steps()).asDoubleStream().toArray();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }

  private Element predictionTable() {
    Table table = Table.of("Predictions of the trained network", "step", "sine", "predicted");
    for (int t = 0; t < report.actual().size(); t++) {
      table.row(
          Integer.toString(t + 1),
          Figures.text(report.actual().get(t)),
          Figures.text(report.lastPredictions().get(t)));
    }
    return Element.of("details", Element.of("summary", "The numbers"), table.element());
  }

  private Element snapshots() {
    Element charts = Element.of("div").with("class", "charts");
    report
        .predictions()
        .keySet()
        .forEach(
            epochs ->
                charts.add(
                    predictions(
                        epochs,
                        epochs == 0 ? "Before training" : "After %,d epochs".formatted(epochs))));
    return charts;
  }
}
