package io.github.rnn4j.cli.report;

import io.github.rnn4j.cli.Columns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes a comparison as a table for a terminal: first the options that differ, then the results.
 */
final class ComparisonText {

  private static final String BEST = "*";

  private final List<List<String>> rows = new ArrayList<>();

  private ComparisonText() {}

  static List<String> of(Comparison comparison) {
    ComparisonText text = new ComparisonText();
    text.add("", comparison.names());
    comparison.differences().forEach(text::add);
    for (String figure : comparison.figures()) {
      text.add(
          figure,
          comparison.runs().stream()
              .map(
                  run ->
                      Figures.text(run.figure(figure))
                          + (comparison.best(figure, run) ? BEST : " "))
              .toList());
    }
    text.add(
        "training time",
        comparison.runs().stream()
            .map(run -> Figures.duration(run.sections().provenance().seconds()) + " ")
            .toList());
    List<String> lines = new ArrayList<>(Columns.aligned(text.rows, "", "  "));
    lines.addAll(comparison.warnings());
    return lines;
  }

  private void add(String header, List<String> cells) {
    List<String> row = new ArrayList<>(List.of(header));
    cells.stream()
        .map(cell -> cell.endsWith(BEST) || cell.endsWith(" ") ? cell : cell + " ")
        .forEach(row::add);
    rows.add(Collections.unmodifiableList(row));
  }
}
