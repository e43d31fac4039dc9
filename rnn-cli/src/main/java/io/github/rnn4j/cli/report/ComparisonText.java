package io.github.rnn4j.cli.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

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
    List<String> lines = text.aligned();
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

  /**
   * Aligns headers to the left and values to the right; each column is as wide as its widest cell.
   */
  private List<String> aligned() {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(padded(row.get(0), -widths[0]));
      for (int i = 1; i < columns; i++) {
        line.append("  ").append(padded(row.get(i), widths[i]));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String padded(String cell, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", cell);
  }
}
