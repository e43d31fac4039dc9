package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
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
 * Makes a time series of the records of any DataVec reader: a record is a row, one column of it is
 * the time, others are the values.
 *
 * <pre>{@code
 * try (RecordReader reader = new CSVRecordReader(1)) { // passes over the header
 *   reader.initialize(new FileSplit(new File("sales.csv")));
 *   TimeSeries sales =
 *       new SeriesRecords(0, List.of(new SeriesRecords.Variable("sold", 3)), GapPolicy.ERROR)
 *           .read("sales", reader);
 * }
 * }</pre>
 *
 * <p>Times and texts are those that {@link SeriesCsv} knows; a time may also be a record's whole
 * number, which counts steps. A value that is NaN or a {@link NullWritable} is a missing one.
 *
 * @param time the column of the times, 0 for the first
 * @param variables the columns of the values, at least one
 * @param gaps what to do about missing values
 */
public record SeriesRecords(int time, List<Variable> variables, GapPolicy gaps) {

  /** Squares of such values can still be added up. */
  private static final double GREATEST = 1e100;

  private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "none", "?");

  /**
   * A column of values.
   *
   * @param name what the series calls it
   * @param column where it is in a record, 0 for the first
   */
  public record Variable(String name, int column) {}

  /**
   * Checks the columns.
   *
   * @param time the column of the times
   * @param variables the columns of the values
   * @param gaps what to do about missing values
   * @throws IllegalArgumentException if there is no variable, or a column is below 0
   */
  public SeriesRecords {
    variables = List.copyOf(variables);
    if (variables.isEmpty()
        || time < 0
        || variables.stream().anyMatch(variable -> variable.column() < 0)) {
      throw new IllegalArgumentException(
          "time is column %d, the values are %s; give columns from 0 on, and at least one of values"
              .formatted(time, variables));
    }
  }

  /**
   * Reads all records that a reader has left, and leaves it open.
   *
   * @param name the name of the series, also in messages
   * @param reader initialised; a record for each row
   * @return the series
   * @throws DataException if there is no record, a field is missing or is no number or no time, or
   *     a row is missing, repeated or out of order and {@code gaps} does not allow for it; the
   *     message names the line, where the reader knows it, or the record, counted from 1
   * @throws IllegalArgumentException if the reader gives whole sequences
   */
  public TimeSeries read(String name, RecordReader reader) {
    return read(name, name, reader);
  }

  /** As above; messages name the source. */
  TimeSeries read(String name, String source, RecordReader reader) {
    if (reader instanceof SequenceRecordReader) {
      throw new IllegalArgumentException(
          reader.getClass().getSimpleName()
              + " gives whole sequences; use a reader that gives a record for each row");
    }
    List<SeriesRow> rows = new ArrayList<>();
    for (int number = 1; reader.hasNext(); number++) {
      Record record = reader.nextRecord();
      if (!isBlank(record.getRecord())) {
        rows.add(row(source, place(number, record), record.getRecord()));
      }
    }
    if (rows.isEmpty()) {
      throw new DataException(source + " has no records; give at least one");
    }
    List<String> names = variables.stream().map(Variable::name).toList();
    return new RegularSeries(name, source, names, gaps).of(rows);
  }

  /** What DataVec makes of a blank line. */
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
          "%s of %s has no column %d, counted from 0; it has %d fields: %s"
              .formatted(place, source, last, fields.size(), fields));
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
          "%s of %s: %s is '%s'; give a number of at most 1e100, or leave the field empty for a missing one"
              .formatted(place, source, variable, text),
          e);
    }
  }

  private static LocalDateTime time(String source, SeriesRow.Place place, String label) {
    return SeriesTime.parse(label)
        .orElseThrow(
            () ->
                new DataException(
                    "%s of %s: '%s' is not a valid time; use 1949-01, 1981-01-31, 2026-11-22 14:05, or a whole number"
                        .formatted(place, source, label)));
  }
}
