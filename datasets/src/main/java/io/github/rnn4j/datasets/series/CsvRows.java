package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.HeaderLine;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableFormat;
import io.github.rnn4j.datasets.table.TableRow;
import java.io.Closeable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the rows of a table, each with the fields of the chosen columns. */
final class CsvRows implements Closeable {

  /** How {@link TimeSeries#writeCsv} and {@link SeriesPanel#writeCsv} write. */
  private static final TableFormat WRITTEN = new TableFormat(",", HeaderLine.PRESENT, "UTF-8");

  /** 256 MB, about ten million rows of one variable. */
  static final long LARGEST = 256L << 20;

  /** So many rows are looked at to find the columns. */
  private static final int SAMPLE = 200;

  private final Path file;
  private final URI uri;
  private final long largest;
  private final Table table;
  private final SeriesColumns columns;
  private final ArrayDeque<TableRow> begun; // the first rows, as far as they have not been read
  private long characters;
  private int count;
  private int line;

  private CsvRows(
      Path file, long largest, Table table, SeriesColumns columns, List<TableRow> begun) {
    this.file = file;
    this.uri = file.toUri(); // asks the file system
    this.largest = largest;
    this.table = table;
    this.columns = columns;
    this.begun = new ArrayDeque<>(begun);
  }

  /**
   * Opens a table and finds the columns.
   *
   * @param choice the columns that the user has chosen
   */
  static CsvRows of(Path file, SeriesColumns.Chosen choice, TableFormat format) {
    return of(file, choice, format, LARGEST);
  }

  /** Like the other one; reads at most {@code largest} characters of the chosen columns. */
  static CsvRows of(Path file, SeriesColumns.Chosen choice, TableFormat format, long largest) {
    Table table = choice.open(file, format);
    try {
      List<TableRow> begun = begun(table);
      SeriesColumns columns = SeriesColumns.of(file, table, begun, choice);
      return new CsvRows(file, largest, table, columns, begun);
    } catch (RuntimeException cause) {
      table.close();
      throw cause;
    }
  }

  /** Opens a table that {@link TimeSeries#writeCsv} or {@link SeriesPanel#writeCsv} wrote. */
  static CsvRows written(Path file, boolean isPanel) {
    Table table = Table.ofValues(file, WRITTEN, row -> true);
    try {
      SeriesColumns columns =
          isPanel ? SeriesColumns.panel(file, table) : SeriesColumns.all(file, table);
      return new CsvRows(file, LARGEST, table, columns, begun(table));
    } catch (RuntimeException cause) {
      table.close();
      throw cause;
    }
  }

  private static List<TableRow> begun(Table table) {
    List<TableRow> begun = new ArrayList<>();
    while (begun.size() < SAMPLE && table.hasNext()) {
      begun.add(table.next());
    }
    return begun;
  }

  /** Returns the names of the value columns. */
  List<String> variables() {
    return columns.names();
  }

  boolean hasNext() {
    return !begun.isEmpty() || table.hasNext();
  }

  /** Returns the time and the values of the next row. */
  List<String> next() {
    TableRow row = begun.isEmpty() ? table.next() : begun.remove();
    line = Math.toIntExact(row.line());
    count++;
    List<String> fields = columns.fields(row);
    characters += fields.stream().mapToLong(field -> field.length() + 1L).sum();
    if (characters > largest) {
      throw new DataException(
          "%s is larger than %d MB and does not fit in memory as a series; use a part of it"
              .formatted(file, largest >> 20));
    }
    if (!hasNext()) {
      close();
    }
    return fields;
  }

  URI uri() {
    return uri;
  }

  /** Returns the line in which the row begins that {@link #next} returned last, counted from 1. */
  int line() {
    return line;
  }

  /** Returns the name of the time column. */
  String heading() {
    return table.columns().get(columns.time());
  }

  /** Returns the names of the columns that name the series; empty if there is only one series. */
  String seriesColumn() {
    return columns.seriesColumn(table);
  }

  /** Returns the character between two fields; 0 if there is none. */
  char separator() {
    return table.separator();
  }

  /** Tells the user how the table is written and what was read until now. */
  String reading() {
    return String.format(
        Locale.ROOT,
        "%s; %,d %s%s; %s",
        table.description(),
        count,
        count == 1 ? "row" : "rows",
        table.footer() == 0
            ? ""
            : " without %d at the end that %s fewer fields"
                .formatted(table.footer(), table.footer() == 1 ? "has" : "have"),
        columns.described(table));
  }

  @Override
  public void close() {
    table.close();
  }
}
