package io.github.rnn4j.timeseries.tutorial;

import io.github.rnn4j.cli.report.Chart;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.cli.report.Page;
import io.github.rnn4j.cli.report.RunSections;
import io.github.rnn4j.cli.report.Table;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the tutorial's experiment came to, as a page. */
final class TutorialPage {

  private TutorialPage() {}

  static Page of(TutorialConfig config, TutorialReport report, Tutorial.Run typical) {
    return new Page(
            "The tutorial's sine wave: " + report.run(),
            "The next of 21 points of the sine from this one, learned from %d initial weights."
                .formatted(report.seeds()))
        .warning("Synthetic data, made up by a program: no figure says anything about the world.")
        .section("Loss", losses(report), table(report))
        .section("Predictions", predictions(typical))
        .section("Configuration", RunSections.configuration(new TutorialConfig.Options(config)));
  }

  private static Element losses(TutorialReport report) {
    Chart chart = new Chart("Loss, summed over the 20 steps", "epoch");
    chart.line("median", epochs(report), each(report, TutorialReport.Spread::median));
    chart.line("least", epochs(report), each(report, TutorialReport.Spread::least));
    return chart
        .line("greatest", epochs(report), each(report, TutorialReport.Spread::greatest))
        .element();
  }

  private static double[] epochs(TutorialReport report) {
    return report.losses().keySet().stream().mapToDouble(Integer::doubleValue).toArray();
  }

  private static double[] each(
      TutorialReport report, ToDoubleFunction<TutorialReport.Spread> value) {
    return report.losses().values().stream().mapToDouble(value).toArray();
  }

  private static Element table(TutorialReport report) {
    Table table = Table.of("Loss by epoch", "epoch", "least", "median", "greatest");
    for (Map.Entry<Integer, TutorialReport.Spread> row : report.losses().entrySet()) {
      table.row(
          row.getKey().toString(),
          Figures.text(row.getValue().least()),
          Figures.text(row.getValue().median()),
          Figures.text(row.getValue().greatest()));
    }
    return Element.of("details", Element.of("summary", "The numbers"), table.element());
  }

  private static Element predictions(Tutorial.Run typical) {
    double[] steps = IntStream.rangeClosed(1, Tutorial.targets().length).asDoubleStream().toArray();
    double[] predicted = typical.predictions().stream().mapToDouble(Double::doubleValue).toArray();
    return new Chart("The run whose last loss is the median", "step")
        .given("sine", steps, Tutorial.targets())
        .line("predicted", steps, predicted)
        .element();
  }
}
