package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;

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
    try (SeriesRecordReader reader = new SeriesRecordReader(file, time, values)) {
      List<SeriesRecords.Variable> variables = new ArrayList<>();
      for (String name : reader.variables()) {
        variables.add(new SeriesRecords.Variable(name, 1 + variables.size())); // after the time
      }
      if (!reader.hasNext()) {
        throw new DataException(file + " has no row below its header; give at least one");
      }
      return new SeriesRecords(0, variables, gaps)
          .read(String.valueOf(file.getFileName()), file.toString(), reader);
    }
  }
}
