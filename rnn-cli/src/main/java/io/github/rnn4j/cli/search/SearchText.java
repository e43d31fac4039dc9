package io.github.rnn4j.cli.search;

import io.github.rnn4j.cli.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of all trials for a terminal. */
final class SearchText {

  private SearchText() {}

  /**
   * Returns the lines of the table.
   *
   * @param sorted the rows, the best one first
   */
  static List<String> table(List<TrialRow> sorted) {
    TrialRow best = sorted.get(0);
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("trial"));
    best.values().keySet().forEach(option -> header.add(TrialRow.heading(option)));
    header.addAll(List.of("validation " + best.metricName(), "epoch", "seconds"));
    rows.add(header);
    sorted.stream().filter(row -> !row.hasFailed()).forEach(row -> rows.add(cells(row)));
    List<String> lines = new ArrayList<>(Columns.aligned(rows, "  ", "  "));
    sorted.stream()
        .filter(TrialRow::hasFailed)
        .forEach(
            row ->
                lines.add(
                    "  %d failed: %s: %s"
                        .formatted(row.trial(), String.join(" ", row.options()), row.reason())));
    return lines;
  }

  private static List<String> cells(TrialRow row) {
    List<String> cells = new ArrayList<>(List.of(String.valueOf(row.trial())));
    cells.addAll(row.values().values());
    cells.add(String.format(Locale.ROOT, "%.4f", row.validation()));
    cells.add(String.valueOf(row.bestEpoch()));
    cells.add(String.format(Locale.ROOT, "%.0f", row.seconds()));
    return cells;
  }
}
