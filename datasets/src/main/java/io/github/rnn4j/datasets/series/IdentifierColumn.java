package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns that tell the rows with the same time apart, and so seem to name the series of each row.
 *
 * @param names the names of one or two columns
 * @param series the number of series that they name
 */
record IdentifierColumn(List<String> names, int series) {

  private static final int MOST_ROWS = 100_000;
  private static final int MOST_COLUMNS = 12;

  /** Some rows may still be repeated, such as the hour in which clocks are set back. */
  private static final double MOST_REPEATED = 0.01;

  private static final double LEAST_PER_TIME = 1.5; // rows

  /** Finds them in a table with repeated times. */
  static Optional<IdentifierColumn> find(Path file, SeriesCsv columns) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty(); // a pipe cannot be read again
    }
    SeriesColumns.Chosen choice = new SeriesColumns.Chosen(columns.time(), columns.values(), "");
    try (Table table = choice.open(file, columns.table())) {
      List<TableRow> rows = new ArrayList<>();
      while (table.hasNext() && rows.size() < MOST_ROWS) {
        rows.add(table.next());
      }
      int time = SeriesColumns.of(file, table, rows, choice).time();
      return among(table, rows, time);
    } catch (DataException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<IdentifierColumn> among(Table table, List<TableRow> rows, int time) {
    List<List<Integer>> candidates = new ArrayList<>();
    int[] columns =
        IntStream.range(0, table.columns().size())
            .filter(column -> column != time)
            .limit(MOST_COLUMNS)
            .toArray();
    IntStream.of(columns).forEach(column -> candidates.add(List.of(column)));
    for (int a : columns) {
      IntStream.of(columns).filter(b -> b > a).forEach(b -> candidates.add(List.of(a, b)));
    }
    return Stream.of(1, 2)
        .flatMap(
            size ->
                candidates.stream()
                    .filter(candidate -> candidate.size() == size)
                    .map(candidate -> named(table, rows, time, candidate))
                    .flatMap(Optional::stream)
                    .min(Comparator.comparingInt(IdentifierColumn::series))
                    .stream())
        .findFirst();
  }

  /**
   * Returns the columns if hardly any two rows have the same time and the same values in them, and
   * most times are those of several rows.
   */
  private static Optional<IdentifierColumn> named(
      Table table, List<TableRow> rows, int time, List<Integer> columns) {
    Set<List<String>> places = new HashSet<>();
    Set<String> times = new HashSet<>();
    int repeated = 0;
    Set<List<String>> series = new HashSet<>();
    for (TableRow row : rows) {
      List<String> its = columns.stream().map(row.fields()::get).toList();
      series.add(its);
      times.add(row.fields().get(time));
      List<String> place = Stream.concat(Stream.of(row.fields().get(time)), its.stream()).toList();
      repeated += places.add(place) ? 0 : 1;
      if (repeated > MOST_REPEATED * rows.size() || 2 * series.size() > rows.size()) {
        return Optional.empty();
      }
    }
    if (rows.size() < LEAST_PER_TIME * times.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentifierColumn(
            columns.stream()
                .map(
                    column ->
                        table.columns().get(column).isBlank()
                            ? "#" + (column + 1)
                            : table.columns().get(column))
                .toList(),
            series.size()));
  }

  /** Returns a sentence that suggests to use these columns. */
  String suggestion() {
    String columns = String.join(",", names);
    return "The table seems to have %d series, named in %s '%s': add --series %s"
        .formatted(
            series,
            names.size() == 1 ? "column" : "columns",
            columns,
            columns.contains(" ") ? "'" + columns + "'" : columns);
  }
}
