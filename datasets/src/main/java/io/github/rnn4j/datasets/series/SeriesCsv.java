package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;

/**
 * Reads a time series from a CSV file with a header, one time column and one or more value columns.
 * DataVec's {@link CSVRecordReader} reads the file: fields separated by commas and optionally
 * quoted, lines ending in LF or CR LF, the last line with or without a line end, UTF-8 with or
 * without a byte-order mark.
 *
 * <pre>{@code
 * TimeSeries passengers =
 *     new SeriesCsv("Month", List.of("Passengers"), GapPolicy.ERROR).read(Path.of("airline.csv"));
 * }</pre>
 *
 * <p>Times look like {@code 1949-01}, {@code 1981-01-31} or {@code 2026-11-22 14:05}, optionally
 * with seconds, with {@code T} before the time of day, or with {@code /} instead of {@code -}.
 * Whole numbers are also allowed; they count steps. The distance between steps is the most frequent
 * distance between rows; all other distances must be multiples of it. A field that is empty, {@code
 * NaN}, {@code NA}, {@code N/A}, {@code null}, {@code none} or {@code ?} is a missing value.
 *
 * @param time the name of the time column; empty for the first column
 * @param values the names of the value columns; empty for all columns except the time
 * @param gaps what to do about missing values
 */
public record SeriesCsv(String time, List<String> values, GapPolicy gaps) {

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
   * @throws DataException if the file cannot be read, a column does not exist, a field is not a
   *     number or not a time, or a row is missing, repeated or out of order and {@code gaps} does
   *     not allow it; the message names the row
   */
  public TimeSeries read(Path file) {
    try (SeriesRecordReader reader = new SeriesRecordReader(file, time, values)) {
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
}
