package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The columns of a table that make up a series, counted from 0.
 *
 * @param time the column of the times
 * @param values the columns of the values
 * @param names the names of the values
 */
record SeriesColumns(int time, List<Integer> values, List<String> names) {

  /** More names than that are not listed. */
  private static final int LISTED = 8;

  private static final Pattern POSITION = Pattern.compile("#\\d{1,9}");

  /** Returns whether a column is chosen by its name, so that the table must have a header. */
  static boolean areNamed(String time, List<String> values) {
    return Stream.concat(
            time.isEmpty() ? Stream.empty() : Stream.of(time),
            values.stream().flatMap(names -> Stream.of(names.split(",", -1))))
        .anyMatch(name -> !POSITION.matcher(name.strip()).matches());
  }

  /**
   * Returns whether the first row of a table is a header: the time in it is not a time.
   *
   * @param time the position of the time column; empty for the first one
   */
  static boolean isHeader(List<String> row, String time) {
    int column = time.isEmpty() ? 0 : Integer.parseInt(time.strip().substring(1)) - 1;
    return column < 0 || column >= row.size() || !SeriesTime.isLike(row.get(column).strip());
  }

  /**
   * Finds the columns.
   *
   * @param first the first row below the header; null if there is none
   * @param time the name of the time column; empty to find it
   * @param values the names of the value columns; empty for all columns that have a name
   * @throws DataException if a column does not exist, or its name occurs twice
   */
  static SeriesColumns of(
      Path file, Table table, TableRow first, String time, List<String> values) {
    int times = time.isEmpty() ? time(table, first) : table.column(time.strip());
    List<Integer> chosen =
        values.isEmpty()
            ? named(file, table, times)
            : values.stream().flatMap(name -> columns(table, name).stream()).toList();
    return new SeriesColumns(
        times, chosen, chosen.stream().map(column -> name(table, column)).toList());
  }

  /** Returns all columns as they are, for a table that {@link TimeSeries#writeCsv} wrote. */
  static SeriesColumns all(Path file, Table table) {
    requireSeveral(file, table);
    List<String> columns = table.columns();
    return new SeriesColumns(
        0, IntStream.range(1, columns.size()).boxed().toList(), columns.subList(1, columns.size()));
  }

  /** The first column, unless it has no name and numbers the rows, and another one has dates. */
  private static int time(Table table, TableRow first) {
    List<String> columns = table.columns();
    boolean numbersRows =
        first != null
            && columns.get(0).isEmpty()
            && SeriesTime.isNumber(first.fields().get(0).strip());
    return IntStream.range(1, columns.size())
        .filter(column -> numbersRows && !columns.get(column).isEmpty())
        .filter(column -> SeriesTime.isDate(first.fields().get(column).strip()))
        .findFirst()
        .orElse(0);
  }

  private static List<Integer> named(Path file, Table table, int time) {
    List<String> columns = table.columns();
    requireSeveral(file, table);
    List<Integer> named =
        IntStream.range(0, columns.size())
            .filter(column -> column != time && !columns.get(column).isEmpty())
            .boxed()
            .toList();
    if (named.isEmpty()) {
      throw new DataException(
          "%s has no column with a name besides the time; its columns are %s. Choose one by its position, for example with --value '#2'"
              .formatted(file, table.names()));
    }
    for (int column : named) {
      requireUnique(file, table, columns.get(column));
    }
    return named;
  }

  private static void requireSeveral(Path file, Table table) {
    if (table.columns().size() == 1) {
      throw new DataException(
          "%s has only one column, %s; it must have a time column and at least one value column. If the columns were not told apart, add --separator"
              .formatted(file, table.names()));
    }
  }

  private static void requireUnique(Path file, Table table, String name) {
    List<String> same =
        IntStream.range(0, table.columns().size())
            .filter(column -> table.columns().get(column).equals(name))
            .mapToObj(SeriesColumns::position)
            .toList();
    if (same.size() > 1) {
      throw new DataException(
          "%s has %d columns named '%s': %s. Choose the value columns by their positions, for example with --value '%s'"
              .formatted(file, same.size(), name, String.join(", ", same), same.get(1)));
    }
  }

  /** Finds one column, or several whose names are separated by commas; names may have commas. */
  private static List<Integer> columns(Table table, String names) {
    List<String> parts = Arrays.asList(names.split(",", -1));
    List<Integer> found = new ArrayList<>();
    for (int from = 0; from < parts.size(); ) {
      int to = parts.size();
      while (to > from + 1 && !has(table, joined(parts, from, to))) {
        to--;
      }
      found.add(table.column(joined(parts, from, to)));
      from = to;
    }
    return found;
  }

  private static String joined(List<String> parts, int from, int to) {
    return String.join(",", parts.subList(from, to)).strip();
  }

  private static boolean has(Table table, String name) {
    return table.columns().stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Returns the name of a column; its position if it has no name or shares it with another one. */
  private static String name(Table table, int column) {
    String name = table.columns().get(column);
    boolean unique = !name.isEmpty() && Collections.frequency(table.columns(), name) == 1;
    return unique ? name : position(column);
  }

  private static String position(int column) {
    return "#" + (column + 1);
  }

  /** Returns the time and the values of a row, without white space around them. */
  List<String> fields(TableRow row) {
    return Stream.concat(Stream.of(time), values.stream())
        .map(column -> row.fields().get(column).strip())
        .toList();
  }

  /** Names the columns for the user. */
  String described(Table table) {
    String listed =
        names.stream()
            .limit(LISTED)
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", "));
    String more = names.size() > LISTED ? " and %d more".formatted(names.size() - LISTED) : "";
    return "time from column '%s', values from column%s %s%s"
        .formatted(name(table, time), names.size() == 1 ? "" : "s", listed, more);
  }
}
