package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a time series from a table with one time column and one or more value columns: CSV with any
 * separator, tab-separated text or lines of JSON, with or without a header (see {@link Table}).
 *
 * <pre>{@code
 * TimeSeries passengers =
 *     new SeriesCsv("Month", List.of("Passengers"), GapPolicy.ERROR).read(Path.of("airline.csv"));
 * }</pre>
 *
 * <p>Columns are chosen by name, or by position as {@code #2}. Without a header, the positions are
 * their names. If the format leaves it open whether there is a header, there is one if a column is
 * chosen by name, or if the first field of the time column is not a time.
 *
 * <p>Times look like {@code 1949-01}, {@code 1981-01-31} or {@code 2026-11-22 14:05}, optionally
 * with seconds, with {@code T} before the time of day, or with {@code /} instead of {@code -}.
 * Whole numbers are also allowed; they count steps. The distance between steps is the most frequent
 * distance between rows; all other distances must be multiples of it. A field that is empty, {@code
 * NaN}, {@code NA}, {@code N/A}, {@code null}, {@code none} or {@code ?} is a missing value.
 *
 * @param time the time column; empty for the first column or, if that one has no name and numbers
 *     the rows, for the first column of dates
 * @param values the value columns; empty for all columns that have a name, except the time. An
 *     element may also be several names separated by commas, if no column has it as its name
 * @param gaps what to do about missing values
 * @param format how the file is written, as far as it is known
 */
public record SeriesCsv(String time, List<String> values, GapPolicy gaps, TableFormat format) {

  /**
   * Copies the names.
   *
   * @param time see {@link SeriesCsv}
   * @param values see {@link SeriesCsv}
   * @param gaps see {@link SeriesCsv}
   * @param format see {@link SeriesCsv}
   */
  public SeriesCsv {
    values = List.copyOf(values);
  }

  /**
   * Finds out how the file is written.
   *
   * @param time see {@link SeriesCsv}
   * @param values see {@link SeriesCsv}
   * @param gaps see {@link SeriesCsv}
   */
  public SeriesCsv(String time, List<String> values, GapPolicy gaps) {
    this(time, values, gaps, TableFormat.DETECTED);
  }

  /**
   * Reads a file.
   *
   * @param file the file, or a pipe
   * @return the series, named after the file
   * @throws DataException if the file cannot be read, a column does not exist, a name occurs twice,
   *     a field is not a number or not a time, or a row is missing, repeated or out of order and
   *     {@code gaps} does not allow it; the message names the row
   */
  public TimeSeries read(Path file) {
    try (SeriesRecordReader reader = new SeriesRecordReader(file, time, values, format)) {
      return read(file, reader, gaps).withReading(reader.reading());
    }
  }

  static TimeSeries read(Path file, SeriesRecordReader reader, GapPolicy gaps) {
    List<SeriesRecords.Variable> variables = new ArrayList<>();
    for (String name : reader.variables()) {
      variables.add(new SeriesRecords.Variable(name, 1 + variables.size())); // after the time
    }
    if (!reader.hasNext()) {
      throw new DataException(file + " has no rows below its header; add at least one");
    }
    return new SeriesRecords(0, variables, gaps)
        .read(String.valueOf(file.getFileName()), file.toString(), reader);
  }
}
