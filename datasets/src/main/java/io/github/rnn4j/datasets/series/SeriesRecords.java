package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Writable;

/**
 * Builds a time series from the records of any DataVec reader. Each record is a row, with the time
 * in one column and the values in others. A reader of sequences gives one sequence, whose steps are
 * the rows.
 *
 * <pre>{@code
 * try (RecordReader reader = new CSVRecordReader(1)) { // skips the header
 *   reader.initialize(new FileSplit(new File("sales.csv")));
 *   TimeSeries sales =
 *       new SeriesRecords(0, List.of(new SeriesRecords.Variable("sold", 3)), GapPolicy.ERROR)
 *           .read("sales", reader);
 * }
 * }</pre>
 *
 * <p>{@link SeriesCsv} describes the formats of times and numbers. NaN and {@link NullWritable} are
 * missing values.
 *
 * @param time the column of the times, counted from 0
 * @param variables the columns of the values, at least one
 * @param format what is known of how they are written, and what to do about missing values
 */
public record SeriesRecords(int time, List<Variable> variables, SeriesFormat format) {

  /**
   * A column of values.
   *
   * @param name its name in the series
   * @param column its position in a record, counted from 0
   */
  public record Variable(String name, int column) {}

  /**
   * Checks the columns.
   *
   * @param time the column of the times
   * @param variables the columns of the values
   * @param format as for the record
   * @throws IllegalArgumentException if there is no variable, or a column is negative
   */
  public SeriesRecords {
    variables = List.copyOf(variables);
    if (variables.isEmpty()
        || time < 0
        || variables.stream().anyMatch(variable -> variable.column() < 0)) {
      throw new IllegalArgumentException(
          "the time is in column %d and the values are in columns %s; columns are numbered from 0, and there must be at least one value column"
              .formatted(time, variables.stream().map(Variable::column).toList()));
    }
  }

  /**
   * Finds out how times and numbers are written.
   *
   * @param time the column of the times
   * @param variables the columns of the values
   * @param gaps what to do about missing values
   * @throws IllegalArgumentException if there is no variable, or a column is negative
   */
  public SeriesRecords(int time, List<Variable> variables, GapPolicy gaps) {
    this(time, variables, SeriesFormat.detected(gaps));
  }

  /**
   * Reads all remaining records of a reader, which stays open.
   *
   * @param name the name of the series, also used in messages
   * @param reader an initialized reader with one record per row, or a reader of one sequence with
   *     one step per row
   * @return the series
   * @throws DataException if there is no record, a field is missing, not a number or not a time, or
   *     a row is missing, repeated or out of order and {@code gaps} does not allow it; the message
   *     names the line if the reader knows it, otherwise the record, counted from 1. Also if the
   *     reader has more than one sequence
   */
  public TimeSeries read(String name, RecordReader reader) {
    return read(name, name, reader, (char) 0);
  }

  /**
   * Like {@link #read(String, RecordReader)}, for records whose order means nothing, such as rows
   * of a database: they are sorted by time, and that is no error, whatever {@code gaps} is.
   *
   * @param name the name of the series, also used in messages
   * @param reader an initialized reader with one record per row
   * @return the series
   * @throws DataException as from {@link #read(String, RecordReader)}
   */
  public TimeSeries readUnordered(String name, RecordReader reader) {
    List<Raw> rows = rows(name, reader, OptionalInt.empty());
    if (rows.isEmpty()) {
      throw new DataException(name + " has no records; it must have at least one");
    }
    return new SeriesReading(name, name, variables, format, (char) 0).inAnyOrder().of(rows);
  }

  /**
   * Like {@link #read(String, RecordReader)}; messages call the data {@code source}.
   *
   * @param separator the character between two fields; 0 if it is not known
   */
  TimeSeries read(String name, String source, RecordReader reader, char separator) {
    List<Raw> rows =
        reader instanceof SequenceRecordReader sequences
            ? steps(source, sequences)
            : rows(source, reader, OptionalInt.empty());
    if (rows.isEmpty()) {
      throw new DataException(source + " has no records; it must have at least one");
    }
    return new SeriesReading(name, source, variables, format, separator).of(rows);
  }

  /**
   * Reads all remaining records of a reader as several series. The reader stays open.
   *
   * @param name the name of the panel, also used in messages
   * @param series the column with the name of the series of a record, counted from 0
   * @param reader an initialized reader with one record per row
   * @return the series, in the order in which their names occur first
   * @throws DataException as from {@link #read(String, RecordReader)}
   */
  public SeriesPanel readPanel(String name, int series, RecordReader reader) {
    return panel(name, name, series, reader, (char) 0);
  }

  /** Like {@link #readPanel}; messages call the data {@code source}. */
  SeriesPanel panel(String name, String source, int series, RecordReader reader, char separator) {
    List<Raw> rows = rows(source, reader, OptionalInt.of(series));
    if (rows.isEmpty()) {
      throw new DataException(source + " has no records; it must have at least one");
    }
    SeriesReading reading = new SeriesReading(name, source, variables, format, separator);
    return new PanelReading(name, source, format, reading).of(rows);
  }

  /**
   * A row before it is understood.
   *
   * @param place where it was read
   * @param series the name of its series; empty if there is only one
   * @param time the time as it is written
   * @param values the values
   */
  record Raw(SeriesRow.Place place, String series, String time, List<Writable> values) {}

  private List<Raw> rows(String source, RecordReader reader, OptionalInt series) {
    List<Raw> rows = new ArrayList<>();
    for (int number = 1; reader.hasNext(); number++) {
      Record record = reader.nextRecord();
      if (!isBlank(record.getRecord())) {
        rows.add(row(source, place(number, record), record.getRecord(), series));
      }
    }
    return rows;
  }

  private List<Raw> steps(String source, SequenceRecordReader reader) {
    List<Raw> rows = new ArrayList<>();
    if (reader.hasNext()) {
      for (List<Writable> step : reader.sequenceRecord()) {
        rows.add(
            row(source, new SeriesRow.Place(false, rows.size() + 1), step, OptionalInt.empty()));
      }
    }
    if (reader.hasNext()) {
      throw new DataException(
          source + " has more than one sequence; use a reader that returns only one");
    }
    return rows;
  }

  /** Returns whether the fields are what DataVec returns for a blank line. */
  private static boolean isBlank(List<Writable> fields) {
    return fields.size() == 1 && fields.get(0).toString().isBlank();
  }

  private static SeriesRow.Place place(int number, Record record) {
    return record.getMetaData() instanceof RecordMetaDataLine line
        ? new SeriesRow.Place(true, line.getLineNumber() + 1) // DataVec counts from 0
        : new SeriesRow.Place(false, number);
  }

  private Raw row(String source, SeriesRow.Place place, List<Writable> fields, OptionalInt series) {
    int last =
        variables.stream()
            .mapToInt(Variable::column)
            .reduce(Math.max(time, series.orElse(0)), Math::max);
    if (last >= fields.size()) {
      throw new DataException(
          "%s of %s has no column %d, counted from 0; its fields are %s"
              .formatted(place, source, last, fields));
    }
    return new Raw(
        place,
        series.isPresent() ? fields.get(series.getAsInt()).toString().strip() : "",
        fields.get(time).toString().strip(),
        variables.stream().map(variable -> fields.get(variable.column())).toList());
  }
}
