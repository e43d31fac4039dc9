package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Text;
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
 * <p>{@link SeriesCsv} describes the formats of times and text. A time may also be a whole number,
 * which counts steps. NaN and {@link NullWritable} are missing values.
 *
 * @param time the column of the times, counted from 0
 * @param variables the columns of the values, at least one
 * @param gaps what to do about missing values
 */
public record SeriesRecords(int time, List<Variable> variables, GapPolicy gaps) {

  /** The squares of values up to this limit can be added without overflow. */
  private static final double GREATEST = 1e100;

  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "none", "?");

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
   * @param gaps what to do about missing values
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
    return read(name, name, reader);
  }

  /** Like {@link #read(String, RecordReader)}; messages call the data {@code source}. */
  TimeSeries read(String name, String source, RecordReader reader) {
    List<SeriesRow> rows =
        reader instanceof SequenceRecordReader sequences
            ? steps(source, sequences)
            : rows(source, reader);
    if (rows.isEmpty()) {
      throw new DataException(source + " has no records; it must have at least one");
    }
    List<String> names = variables.stream().map(Variable::name).toList();
    return new RegularSeries(name, source, names, gaps).of(rows);
  }

  private List<SeriesRow> rows(String source, RecordReader reader) {
    List<SeriesRow> rows = new ArrayList<>();
    for (int number = 1; reader.hasNext(); number++) {
      Record record = reader.nextRecord();
      if (!isBlank(record.getRecord())) {
        rows.add(row(source, place(number, record), record.getRecord()));
      }
    }
    return rows;
  }

  private List<SeriesRow> steps(String source, SequenceRecordReader reader) {
    List<SeriesRow> rows = new ArrayList<>();
    if (reader.hasNext()) {
      for (List<Writable> step : reader.sequenceRecord()) {
        rows.add(row(source, new SeriesRow.Place(false, rows.size() + 1), step));
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

  private SeriesRow row(String source, SeriesRow.Place place, List<Writable> fields) {
    int last = variables.stream().mapToInt(Variable::column).reduce(time, Math::max);
    if (last >= fields.size()) {
      throw new DataException(
          "%s of %s has no column %d, counted from 0; its fields are %s"
              .formatted(place, source, last, fields));
    }
    double[] values = new double[variables.size()];
    for (int v = 0; v < values.length; v++) {
      Variable variable = variables.get(v);
      values[v] = number(source, place, variable.name(), fields.get(variable.column()));
    }
    String label = fields.get(time).toString().strip();
    return new SeriesRow(place, label, time(source, place, label), values);
  }

  private static double number(
      String source, SeriesRow.Place place, String variable, Writable field) {
    String text = field.toString().strip();
    boolean isText = field instanceof Text;
    boolean isMissing = isText && MISSING.contains(text.toLowerCase(Locale.ROOT));
    if (isMissing || field instanceof NullWritable) {
      return Double.NaN;
    }
    try {
      double number = isText ? Double.parseDouble(text) : field.toDouble();
      if (Math.abs(number) > GREATEST) {
        throw new NumberFormatException("too large");
      }
      return number;
    } catch (NumberFormatException | UnsupportedOperationException e) {
      throw new DataException(
          "%s of %s: %s is '%s'; it must be a number from -1e100 to 1e100, or empty if the value is missing"
              .formatted(place, source, variable, text),
          e);
    }
  }

  private static LocalDateTime time(String source, SeriesRow.Place place, String label) {
    try {
      return SeriesTime.parse(label);
    } catch (DateTimeException cause) {
      throw new DataException(
          "%s of %s: '%s' is not a valid time; %s"
              .formatted(place, source, label, cause.getMessage()),
          cause);
    }
  }
}
