package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the rows below the header of a CSV file, each with the fields of the chosen columns. */
final class CsvRows {

  private final Path file;
  private final URI uri;
  private final CsvLines lines;
  private final List<String> header;
  private final int time;
  private final int[] values;
  private List<String> fields; // of the next row that is not blank; null at the end
  private int line;

  /**
   * Reads the header.
   *
   * @param time the name of the time column; empty for the first column
   * @param values the names of the value columns; empty for all columns except the time
   */
  CsvRows(Path file, String time, List<String> values) {
    this.file = file;
    this.uri = file.toUri();
    this.lines = new CsvLines(file);
    if (!lines.hasNext()) {
      throw new DataException(file + " is empty; use a CSV file with a header line");
    }
    this.header = lines.next();
    this.time = time.isEmpty() ? 0 : column(time);
    this.values =
        values.isEmpty()
            ? IntStream.range(0, header.size()).filter(c -> c != this.time).toArray()
            : values.stream().mapToInt(this::column).toArray();
    if (this.values.length == 0) {
      throw new DataException(
          file
              + " has only one column, "
              + header
              + "; it must have a time column and at least one value column");
    }
    advance();
  }

  private int column(String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new DataException(
          "%s has no column '%s'; its columns are %s"
              .formatted(file, name, String.join(", ", header)));
    }
    return column;
  }

  private void advance() {
    do {
      fields = lines.hasNext() ? lines.next() : null;
    } while (fields != null && fields.size() == 1 && fields.get(0).isBlank());
  }

  /** Returns the names of the value columns. */
  List<String> variables() {
    return IntStream.of(values).mapToObj(header::get).toList();
  }

  boolean hasNext() {
    return fields != null;
  }

  /** Returns the time and the values of the next row. */
  List<String> next() {
    line = lines.line();
    List<String> row = fields;
    if (row.size() != header.size()) {
      throw new DataException(
          "line %d of %s has %d fields, but the header has %d; each row must have one field per column"
              .formatted(line, file, row.size(), header.size()));
    }
    advance();
    List<String> chosen = new ArrayList<>(1 + values.length);
    chosen.add(row.get(time));
    for (int column : values) {
      chosen.add(row.get(column));
    }
    return chosen;
  }

  URI uri() {
    return uri;
  }

  /** Returns the line of the row that {@link #next} returned last; the header is line 1. */
  int line() {
    return line;
  }
}
