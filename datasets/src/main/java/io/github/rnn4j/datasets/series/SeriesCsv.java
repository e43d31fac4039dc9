package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.StrictUtf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.writable.Writable;

/**
 * Reads a time series from a CSV file with a header: one column of times, one or more of values.
 * The file is read by DataVec's {@link CSVRecordReader}: commas, quotes around fields, LF or CRLF,
 * with or without an end of line at the end, UTF-8 with or without a mark at the beginning.
 *
 * <pre>{@code
 * TimeSeries passengers =
 *     new SeriesCsv("Month", List.of("Passengers"), GapPolicy.ERROR).read(Path.of("airline.csv"));
 * }</pre>
 *
 * <p>Times are {@code 1949-01}, {@code 1981-01-31}, {@code 2026-11-22 14:05}, with seconds, with a
 * {@code T} between, with {@code /} for {@code -}; or whole numbers, which count steps. Their usual
 * distance is found from the rows: the most frequent one, which the others must be multiples of. A
 * field that is empty, {@code NaN}, {@code NA}, {@code null} or {@code ?} is a missing value.
 *
 * @param time the name of the time column; empty for the first one
 * @param values the names of the value columns; empty for all but the time
 * @param gaps what to do about missing values
 */
public record SeriesCsv(String time, List<String> values, GapPolicy gaps) {

  /** Some ten million rows of one variable: 256 MB. */
  private static final long LARGEST = 256L << 20;

  /** Squares of such values can still be added up. */
  private static final double GREATEST = 1e100;

  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "none", "?");

  /**
   * Copies the names.
   *
   * @param time the name of the time column
   * @param values the names of the value columns
   * @param gaps what to do about missing values
   */
  public SeriesCsv {
    values = List.copyOf(values);
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return the series, named after the file
   * @throws DataException if the file cannot be read, a column is not there, a field is no number
   *     or no time, or a row is missing, repeated or out of order and {@code gaps} does not allow
   *     for it; the message names the row
   */
  public TimeSeries read(Path file) {
    List<List<String>> records = records(file);
    if (records.isEmpty()) {
      throw new DataException(file + " is empty; give a CSV file with a header line");
    }
    List<String> header = records.get(0);
    int timeColumn = time.isEmpty() ? 0 : column(file, header, time);
    int[] valueColumns =
        values.isEmpty()
            ? IntStream.range(0, header.size()).filter(c -> c != timeColumn).toArray()
            : values.stream().mapToInt(name -> column(file, header, name)).toArray();
    if (valueColumns.length == 0) {
      throw new DataException(
          file
              + " has one column, "
              + header
              + "; it must have a column of times and one of values");
    }
    List<SeriesRow> rows = new ArrayList<>();
    for (int line = 2; line <= records.size(); line++) {
      List<String> fields = records.get(line - 1);
      if (fields.size() > 1 || !fields.get(0).isBlank()) {
        rows.add(row(file, line, header, fields, timeColumn, valueColumns));
      }
    }
    String name = String.valueOf(file.getFileName());
    List<String> variables = IntStream.of(valueColumns).mapToObj(header::get).toList();
    return new RegularSeries(name, file.toString(), variables, gaps).of(rows);
  }

  private static List<List<String>> records(Path file) {
    List<List<String>> records = new ArrayList<>();
    try (CSVRecordReader reader = new CSVRecordReader()) {
      if (Files.size(file) > LARGEST) {
        throw new DataException(
            "%s has more than %d MB, which does not fit in memory as a series; give a part of it"
                .formatted(file, LARGEST >> 20));
      }
      String text = StrictUtf8.decode(Files.readAllBytes(file), file.toString());
      byte[] bytes = text.replaceFirst("^\uFEFF", "").getBytes(StandardCharsets.UTF_8);
      reader.initialize(new InputStreamInputSplit(new ByteArrayInputStream(bytes)));
      while (reader.hasNext()) {
        records.add(fields(file, records.size() + 1, reader));
      }
    } catch (IOException e) {
      throw new DataException(
          "cannot read " + file + " (" + FileFailure.reason(e) + "); check the path", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("reading " + file + " was interrupted; read it again", e);
    }
    return records;
  }

  private static List<String> fields(Path file, int line, CSVRecordReader reader) {
    try {
      return reader.next().stream().map(Writable::toString).map(String::strip).toList();
    } catch (RuntimeException e) { // DataVec's own way to report a quote that is not closed
      if (!(e.getCause() instanceof IOException)) {
        throw e;
      }
      throw new DataException(
          "line %d of %s is no CSV (%s); close the quote"
              .formatted(line, file, e.getCause().getMessage()),
          e);
    }
  }

  private static int column(Path file, List<String> header, String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new DataException(
          "%s has no column '%s'; it has %s".formatted(file, name, String.join(", ", header)));
    }
    return column;
  }

  private static SeriesRow row(
      Path file, int line, List<String> header, List<String> fields, int time, int[] columns) {
    if (fields.size() != header.size()) {
      throw new DataException(
          "line %d of %s has %d fields, the header has %d; give each row one field per column"
              .formatted(line, file, fields.size(), header.size()));
    }
    double[] values = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      values[i] = number(file, line, header.get(columns[i]), fields.get(columns[i]));
    }
    String label = fields.get(time);
    return new SeriesRow(line, label, time(file, line, label), values);
  }

  private static double number(Path file, int line, String column, String field) {
    if (MISSING.contains(field.toLowerCase(Locale.ROOT))) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(field);
      if (Math.abs(number) > GREATEST) {
        throw new NumberFormatException("too large");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new DataException(
          "line %d of %s: %s is '%s'; give a number of at most 1e100, or leave the field empty for a missing one"
              .formatted(line, file, column, field),
          e);
    }
  }

  private static LocalDateTime time(Path file, int line, String field) {
    return SeriesTime.parse(field)
        .orElseThrow(
            () ->
                new DataException(
                    "line %d of %s: '%s' is no time; use 1949-01, 1981-01-31, 2026-11-22 14:05, or a whole number"
                        .formatted(line, file, field)));
  }
}
