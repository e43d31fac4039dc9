package io.github.rnn4j.cli.report;

import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Writes a comparison as a page. */
final class ComparisonPage {

  private final Comparison comparison;

  ComparisonPage(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Returns the page. */
  Page page() {
    Page page =
        new Page(
            "Comparison of " + comparison.runs().size() + " runs",
            String.join(", ", comparison.names()));
    comparison.warnings().forEach(page::warning);
    page.section(
        "Results",
        results(),
        Element.of(
                "p",
                "The best value of each metric is marked, however small the difference. One run for"
                    + " each set of options does not show how much the results vary with the seed.")
            .with("class", "note"));
    page.section("Differences", differences());
    page.section("Learning curves", curves());
    return page.section("Provenance", origins());
  }

  private Element results() {
    Table table = table("Results of the finished networks");
    for (String figure : comparison.figures()) {
      table.row(
          figure,
          comparison.runs().stream()
              .map(
                  run -> {
                    String text = Figures.text(run.figure(figure));
                    return comparison.best(figure, run)
                        ? Table.Cell.best(text)
                        : Table.Cell.of(text);
                  })
              .toList());
    }
    row(table, "training time", run -> duration(run));
    row(table, "epochs", run -> Integer.toString(run.sections().epochs().size()));
    return table.element();
  }

  private static String duration(Comparison.Run run) {
    double seconds = run.sections().provenance().seconds();
    return seconds == 0 ? "-" : Figures.duration(seconds);
  }

  private Element differences() {
    Map<String, List<String>> differences = comparison.differences();
    if (differences.isEmpty()) {
      return Element.of("p", "The runs have the same options.");
    }
    Table table = table("Options that differ between the runs");
    differences.forEach(
        (option, values) -> table.row(option, values.stream().map(Table.Cell::of).toList()));
    return table.element();
  }

  private Element curves() {
    Element charts = Element.of("div").with("class", "charts");
    boolean perValue = comparison.runs().stream().allMatch(run -> run.sections().hasLossPerValue());
    charts.add(
        chart(
            "Training loss",
            perValue ? MetricsCsv.Row::trainingLossPerValue : MetricsCsv.Row::trainingLoss));
    Set<String> figures = new LinkedHashSet<>();
    comparison
        .runs()
        .forEach(
            run ->
                run.sections().epochs().forEach(row -> figures.addAll(row.validation().keySet())));
    figures.forEach(
        figure ->
            charts.add(
                chart(
                    "Validation: " + figure,
                    row -> row.validation().getOrDefault(figure, Double.NaN))));
    return charts;
  }

  private Element chart(String title, ToDoubleFunction<MetricsCsv.Row> value) {
    Chart chart = new Chart(title, "epoch");
    comparison
        .runs()
        .forEach(
            run ->
                chart.line(
                    run.name(), run.sections().epochs().stream().mapToDouble(value).toArray()));
    return chart.element();
  }

  private Element origins() {
    Table table = table("Data, seed and program");
    row(table, "folder", run -> run.folder().toString());
    origin(table, "data", provenance -> provenance.data().name());
    origin(table, "checksum", provenance -> provenance.data().checksum());
    origin(table, "seed", provenance -> Long.toString(provenance.seed()));
    origin(table, "started", provenance -> Figures.time(provenance.startTime()));
    origin(table, "commit", provenance -> provenance.build().commit());
    origin(table, "Java", provenance -> provenance.platform().java());
    origin(table, "cores", provenance -> Integer.toString(provenance.platform().cores()));
    return Element.of("div", table.element()).with("class", "words");
  }

  private Table table(String caption) {
    List<String> headers = new ArrayList<>(List.of(""));
    headers.addAll(comparison.names());
    return Table.of(caption, headers);
  }

  private void origin(Table table, String header, Function<Provenance, String> value) {
    row(table, header, run -> value.apply(run.sections().provenance()));
  }

  private void row(Table table, String header, Function<Comparison.Run, String> value) {
    table.row(header, comparison.runs().stream().map(value).map(Table.Cell::of).toList());
  }
}
