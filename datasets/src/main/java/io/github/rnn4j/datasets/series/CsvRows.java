package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.HeaderLine;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableFormat;
import io.github.rnn4j.datasets.table.TableRow;
import java.io.Closeable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads the rows of a table, each with the fields of the chosen columns. */
final class CsvRows implements Closeable {

  /** How {@link TimeSeries#writeCsv} writes. */
  private static final TableFormat WRITTEN = new TableFormat(",", HeaderLine.PRESENT, "UTF-8");

  /** 256 MB, about ten million rows of one variable. */
  static final long LARGEST = 256L << 20;

  private final Path file;
  private final long largest;
  private final Table table;
  private final SeriesColumns columns;
  private TableRow first; // null after it was read
  private long characters;
  private int count;
  private int line;

  private CsvRows(Path file, long largest, Table table, SeriesColumns columns, TableRow first) {
    this.file = file;
    this.largest = largest;
    this.table = table;
    this.columns = columns;
    this.first = first;
  }

  /**
   * Opens a table and finds the columns.
   *
   * @param time the name of the time column; empty for the first column
   * @param values the names of the value columns; empty for all columns except the time
   */
  static CsvRows of(Path file, String time, List<String> values, TableFormat format) {
    return of(file, time, values, format, LARGEST);
  }

  /** Like the other one; reads at most {@code largest} characters of the chosen columns. */
  static CsvRows of(Path file, String time, List<String> values, TableFormat format, long largest) {
    boolean named = SeriesColumns.areNamed(time, values);
    Table table = Table.ofValues(file, format, row -> named || SeriesColumns.isHeader(row, time));
    try {
      TableRow first = first(table);
      SeriesColumns columns = SeriesColumns.of(file, table, first, time, values);
      return new CsvRows(file, largest, table, columns, first);
    } catch (RuntimeException cause) {
      table.close();
      throw cause;
    }
  }

  /** Opens a table that {@link TimeSeries#writeCsv} wrote. */
  static CsvRows written(Path file) {
    Table table = Table.ofValues(file, WRITTEN, row -> true);
    try {
      return new CsvRows(file, LARGEST, table, SeriesColumns.all(file, table), first(table));
    } catch (RuntimeException cause) {
      table.close();
      throw cause;
    }
  }

  private static TableRow first(Table table) {
    return table.hasNext() ? table.next() : null;
  }

  /** Returns the names of the value columns. */
  List<String> variables() {
    return columns.names();
  }

  boolean hasNext() {
    return first != null || table.hasNext();
  }

  /** Returns the time and the values of the next row. */
  List<String> next() {
    TableRow row = first == null ? table.next() : first;
    first = null;
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
    return file.toUri();
  }

  /** Returns the line in which the row begins that {@link #next} returned last, counted from 1. */
  int line() {
    return line;
  }

  /** Tells the user how the table is written and what was read until now. */
  String reading() {
    return String.format(
        Locale.ROOT,
        "%s; %,d %s; %s",
        table.description(),
        count,
        count == 1 ? "row" : "rows",
        columns.described(table));
  }

  @Override
  public void close() {
    table.close();
  }
}
