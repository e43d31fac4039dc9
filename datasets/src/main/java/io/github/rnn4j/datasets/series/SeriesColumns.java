package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableFormat;
import io.github.rnn4j.datasets.table.TableRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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
 * @param ignored the names of the columns that are left out because they are not numbers
 * @param series the columns that name the series of a row; empty if there is only one series
 */
public record SeriesColumns(
    int time,
    List<Integer> values,
    List<String> names,
    List<String> ignored,
    List<Integer> series) {

  /**
   * The columns that the user has chosen by name or position.
   *
   * @param time the time column; empty to find it
   * @param values the value columns; empty for all columns of numbers that have a name
   * @param series the columns that name the series of a row, separated by commas; empty if there is
   *     only one series
   */
  public record Chosen(String time, List<String> values, String series) {

    /** Opens a table; it has a header if a column is chosen by name, or the first row is one. */
    Table open(Path file, TableFormat format) {
      boolean named = byName();
      return Table.ofValues(file, format, row -> named || isHeader(row, time));
    }

    private boolean byName() {
      return Stream.of(Stream.of(time), values.stream(), Stream.of(series))
          .flatMap(each -> each)
          .filter(names -> !names.isEmpty())
          .flatMap(names -> Stream.of(names.split(",", -1)))
          .anyMatch(name -> !POSITION.matcher(name.strip()).matches());
    }
  }

  /** Stands between the parts of a name that is written in several columns. */
  public static final String AND = " / ";

  /** More names than that are not listed. */
  private static final int LISTED = 8;

  private static final Pattern POSITION = Pattern.compile("#\\d{1,9}");

  /**
   * Returns whether the first row of a table is a header: the time in it is not a time, and nothing
   * else is a date.
   *
   * @param time the position of the time column; empty for the first one
   */
  static boolean isHeader(List<String> row, String time) {
    int column = time.isEmpty() ? 0 : Integer.parseInt(time.strip().substring(1)) - 1;
    boolean isTime =
        column >= 0 && column < row.size() && TimeFormat.isTime(row.get(column).strip());
    return !isTime && row.stream().noneMatch(field -> TimeFormat.isDate(field.strip()));
  }

  /**
   * Finds the columns of a table that is not in a file, such as one of a database.
   *
   * @param name its name in messages
   * @param columns the names of its columns
   * @param rows some of its rows, which decide what is not chosen
   * @param choice what the user has chosen
   * @return the columns
   * @throws DataException if a column does not exist, its name occurs twice, or it is chosen twice;
   *     the message lists the columns
   */
  public static SeriesColumns of(
      String name, List<String> columns, List<List<String>> rows, Chosen choice) {
    try (Table table = Table.of(name, columns, rows)) {
      List<TableRow> begun = new ArrayList<>();
      while (table.hasNext()) {
        begun.add(table.next());
      }
      return of(Path.of(name), table, begun, choice);
    }
  }

  /**
   * Finds the columns.
   *
   * @param begun the first rows below the header
   * @param choice what the user has chosen
   * @throws DataException if a column does not exist, its name occurs twice, or it is chosen twice
   */
  static SeriesColumns of(Path file, Table table, List<TableRow> begun, Chosen choice) {
    List<String> values = choice.values();
    List<Integer> series =
        choice.series().isBlank() ? List.of() : columns(table, choice.series().strip());
    int times =
        choice.time().isEmpty() ? time(table, begun, series) : table.column(choice.time().strip());
    List<Integer> chosen =
        values.isEmpty()
            ? named(file, table, times, series)
            : values.stream().flatMap(name -> columns(table, name).stream()).toList();
    requireOther(file, table, series, times, chosen);
    List<Integer> numbers = values.isEmpty() ? ofNumbers(chosen, begun) : chosen;
    if (numbers.isEmpty()) {
      throw new DataException(
          "%s has no column of numbers besides the time; its columns are %s. Choose one with --value"
              .formatted(file, table.names()));
    }
    if (values.isEmpty()) {
      for (int column : numbers) {
        requireUnique(file, table, table.columns().get(column));
      }
    }
    return new SeriesColumns(
        times,
        numbers,
        numbers.stream().map(column -> name(table, column)).toList(),
        chosen.stream()
            .filter(column -> !numbers.contains(column))
            .map(column -> name(table, column))
            .toList(),
        series);
  }

  /** Checks that a column that names the series is neither the time nor a value. */
  private static void requireOther(
      Path file, Table table, List<Integer> series, int time, List<Integer> values) {
    for (int column : series) {
      if (column == time || values.contains(column)) {
        throw new DataException(
            "%s: the column '%s' cannot name the series and be the %s as well; choose another column with --series or --%s"
                .formatted(
                    file,
                    name(table, column),
                    column == time ? "time" : "value",
                    column == time ? "time" : "value"));
      }
    }
  }

  /**
   * Returns the columns with numbers in at least half of the fields that are not missing; if there
   * are none, those in which everything is missing.
   */
  private static List<Integer> ofNumbers(List<Integer> columns, List<TableRow> begun) {
    List<Integer> numbers = new ArrayList<>();
    List<Integer> empty = new ArrayList<>();
    for (int column : columns) {
      List<String> fields =
          begun.stream()
              .map(row -> row.fields().get(column).strip())
              .filter(field -> !NumberForm.isMissing(field, Set.of()))
              .toList();
      long found = fields.stream().filter(NumberForm::isNumber).count();
      if (fields.isEmpty()) {
        empty.add(column);
      } else if (2 * found >= fields.size()) {
        numbers.add(column);
      }
    }
    return numbers.isEmpty() ? empty : numbers;
  }

  /** Returns all columns as they are, for a table that {@link TimeSeries#writeCsv} wrote. */
  static SeriesColumns all(Path file, Table table) {
    requireSeveral(file, table);
    List<String> columns = table.columns();
    return new SeriesColumns(
        0,
        IntStream.range(1, columns.size()).boxed().toList(),
        columns.subList(1, columns.size()),
        List.of(),
        List.of());
  }

  /** Returns the columns of a table that {@link SeriesPanel#writeCsv} wrote. */
  static SeriesColumns panel(Path file, Table table) {
    requireSeveral(file, table);
    List<String> columns = table.columns();
    return new SeriesColumns(
        1,
        IntStream.range(2, columns.size()).boxed().toList(),
        columns.subList(2, columns.size()),
        List.of(),
        List.of(0));
  }

  /** The first column most of whose fields are dates; if there is none, the first one. */
  private static int time(Table table, List<TableRow> begun, List<Integer> series) {
    int[] others =
        IntStream.range(0, table.columns().size())
            .filter(column -> !series.contains(column))
            .toArray();
    return IntStream.of(others)
        .filter(
            column ->
                2
                        * begun.stream()
                            .filter(row -> TimeFormat.isDate(row.fields().get(column).strip()))
                            .count()
                    > begun.size())
        .findFirst()
        .orElse(others.length == 0 ? 0 : others[0]);
  }

  private static List<Integer> named(Path file, Table table, int time, List<Integer> series) {
    List<String> columns = table.columns();
    requireSeveral(file, table);
    List<Integer> named =
        IntStream.range(0, columns.size())
            .filter(column -> column != time && !columns.get(column).isEmpty())
            .filter(column -> !series.contains(column))
            .boxed()
            .toList();
    if (named.isEmpty()) {
      throw new DataException(
          "%s has no column with a name besides the time; its columns are %s. Choose one by its position, for example with --value '#2'"
              .formatted(file, table.names()));
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

  /** Returns the time, the values and the name of the series, without white space around them. */
  List<String> fields(TableRow row) {
    List<String> fields = new ArrayList<>();
    fields.add(row.fields().get(time).strip());
    values.forEach(column -> fields.add(row.fields().get(column).strip()));
    if (!series.isEmpty()) {
      fields.add(
          series.stream()
              .map(column -> row.fields().get(column).strip())
              .collect(Collectors.joining(AND)));
    }
    return fields;
  }

  /** Returns the names of the columns that name the series. */
  String seriesColumn(Table table) {
    return series.stream().map(column -> name(table, column)).collect(Collectors.joining(AND));
  }

  /** Names the columns for the user. */
  String described(Table table) {
    String listed = quoted(names.subList(0, Math.min(LISTED, names.size())));
    String more = names.size() > LISTED ? " and %d more".formatted(names.size() - LISTED) : "";
    return "%stime from column '%s', values from column%s %s%s%s"
        .formatted(
            series.isEmpty() ? "" : "series from column '%s', ".formatted(seriesColumn(table)),
            name(table, time),
            names.size() == 1 ? "" : "s",
            listed,
            more,
            ignored.isEmpty() ? "" : ", without " + quoted(ignored));
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }
}
