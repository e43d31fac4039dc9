package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.table.Table;
import io.github.rnn4j.datasets.table.TableFormat;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
 * <p>Times are recognized in many forms: {@code 1949-01}, {@code 1981-01-31}, {@code 2026-11-22
 * 14:05} also with seconds, fractions of them and an offset from UTC, {@code 31.01.1981}, {@code
 * 1/31/1981 2:05 PM}, {@code 19810131}, {@code 198101}, {@code Jan 1981}, {@code Jan 31 1981},
 * {@code 1981Q1}, {@code 1981-W05}, {@code 1981}, and seconds or milliseconds since 1970. Other
 * whole numbers count steps. Whether 1/2/1981 is in January or in February is an error if no other
 * row decides it. {@link Frequency} says how the distance between steps is found.
 *
 * <p>Numbers may have a decimal comma, thousands separators, and currency and percent signs before
 * or after them. A field that is empty, {@code NaN}, {@code NA}, {@code N/A}, {@code null}, {@code
 * none}, {@code ?}, {@code -} or the like is a missing value. Rows before the first value and after
 * the last one are left out.
 *
 * @param time the time column; empty for the first column of dates or, if there is none, for the
 *     first column
 * @param values the value columns; empty for all columns of numbers that have a name, except the
 *     time. An element may also be several names separated by commas, if no column has it as its
 *     name
 * @param format what is known of how times and numbers are written, and what to do about missing
 *     values
 * @param table what is known of how the file is written
 */
public record SeriesCsv(String time, List<String> values, SeriesFormat format, TableFormat table) {

  /**
   * Copies the names.
   *
   * @param time see {@link SeriesCsv}
   * @param values see {@link SeriesCsv}
   * @param format see {@link SeriesCsv}
   * @param table see {@link SeriesCsv}
   */
  public SeriesCsv {
    values = List.copyOf(values);
  }

  /**
   * Finds out how everything is written.
   *
   * @param time see {@link SeriesCsv}
   * @param values see {@link SeriesCsv}
   * @param gaps what to do about missing values
   */
  public SeriesCsv(String time, List<String> values, GapPolicy gaps) {
    this(time, values, SeriesFormat.detected(gaps), TableFormat.DETECTED);
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
    try (SeriesRecordReader reader = new SeriesRecordReader(file, time, values, table)) {
      TimeSeries series = read(file, reader);
      return series.withReading(reader.reading() + "; " + series.reading());
    } catch (RegularSeries.RepeatedTime cause) {
      throw IdentifierColumn.find(file, this).map(cause::named).orElse(cause);
    }
  }

  /**
   * Reads a file with several series, one below the other or in any order.
   *
   * @param file the file, or a pipe
   * @param series the column that names the series of a row, by its name or as {@code #2}; or
   *     several columns separated by commas, whose names are then joined
   * @return the series, each named as in that column
   * @throws DataException as from {@link #read(Path)}, or if a row does not name its series
   */
  public SeriesPanel readPanel(Path file, String series) {
    SeriesColumns.Chosen columns = new SeriesColumns.Chosen(time, values, series);
    try (SeriesRecordReader reader = SeriesRecordReader.of(file, columns, table)) {
      SeriesPanel panel = readPanel(file, reader);
      return new SeriesPanel(
          panel.name(), panel.series(), panel.repairs(), reader.reading() + "; " + panel.reading());
    } catch (RegularSeries.RepeatedTime cause) {
      throw IdentifierColumn.find(file, this).map(cause::named).orElseGet(cause::inPanel);
    }
  }

  private SeriesPanel readPanel(Path file, SeriesRecordReader reader) {
    List<SeriesRecords.Variable> variables = variables(file, reader);
    return new SeriesRecords(0, variables, format)
        .panel(
            String.valueOf(file.getFileName()),
            file.toString(),
            1 + variables.size(),
            reader,
            reader.separator());
  }

  private TimeSeries read(Path file, SeriesRecordReader reader) {
    return new SeriesRecords(0, variables(file, reader), format)
        .read(String.valueOf(file.getFileName()), file.toString(), reader, reader.separator());
  }

  private static List<SeriesRecords.Variable> variables(Path file, SeriesRecordReader reader) {
    List<SeriesRecords.Variable> variables = new ArrayList<>();
    for (String name : reader.variables()) {
      variables.add(new SeriesRecords.Variable(name, 1 + variables.size())); // after the time
    }
    if (!reader.hasNext()) {
      throw new DataException(file + " has no rows below its header; add at least one");
    }
    return variables;
  }

  /** Reads a file that {@link TimeSeries#writeCsv} wrote. */
  static TimeSeries readWritten(Path file) {
    try (SeriesRecordReader reader = SeriesRecordReader.ofWritten(file)) {
      TimeAxis.Heading heading = TimeAxis.Heading.of(reader.heading());
      TimeSeries read = written(heading).read(file, reader);
      return read.withAxis(read.axis().writtenAs(heading.format())).withReading("");
    } catch (IllegalArgumentException | DateTimeException cause) {
      throw damaged(file, cause);
    }
  }

  /** Reads a file that {@link SeriesPanel#writeCsv} wrote. */
  static SeriesPanel readWrittenPanel(Path file) {
    try (SeriesRecordReader reader = SeriesRecordReader.ofWrittenPanel(file)) {
      TimeAxis.Heading heading = TimeAxis.Heading.of(reader.heading());
      SeriesPanel read = written(heading).readPanel(file, reader);
      return new SeriesPanel(
          read.name(),
          read.series().stream()
              .map(each -> each.withAxis(each.axis().writtenAs(heading.format())))
              .toList(),
          read.repairs(),
          "");
    } catch (IllegalArgumentException | DateTimeException cause) {
      throw damaged(file, cause);
    }
  }

  private static SeriesCsv written(TimeAxis.Heading heading) {
    SeriesFormat format =
        new SeriesFormat(
            Optional.of('.'),
            heading.counted() ? Optional.of(TimeFormat.named("number")) : Optional.empty(),
            Set.of(),
            heading.frequency(),
            heading.zone(),
            GapPolicy.ERROR,
            Duplicates.ERROR);
    return new SeriesCsv("", List.of(), format, TableFormat.DETECTED);
  }

  private static DataException damaged(Path file, RuntimeException cause) {
    return new DataException(
        "%s is damaged: its first line is not that of a series (%s)"
            .formatted(file, cause.getMessage()),
        cause);
  }
}
