package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.OneFileReader;
import io.github.rnn4j.datasets.table.TableFormat;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/**
 * Reads the rows of a table in a text file as DataVec records {@code [Text, Text, ...]}: the time
 * and the chosen values, as in the file but without white space around them. {@link SeriesRecords}
 * builds a series from them, or from the records of any other reader.
 *
 * <pre>{@code
 * try (SeriesRecordReader reader = new SeriesRecordReader("Month", List.of("Passengers"))) {
 *   reader.initialize(new FileSplit(new File("airline.csv")));
 *   while (reader.hasNext()) {
 *     List<Writable> record = reader.next(); // 1949-01, 112
 *   }
 * }
 * }</pre>
 *
 * <p>{@link SeriesCsv} describes the format. The file is opened when the first record or the names
 * are requested; {@link #close} closes it. Blank rows are skipped. Metadata contains the line of a
 * record in the file, counted from 0 as in DataVec. Not safe for use by several threads.
 */
public final class SeriesRecordReader extends OneFileReader {

  private static final long serialVersionUID = 1L;

  private final String time;
  private final ArrayList<String> values;
  private final String series;
  private final TableFormat format;
  private boolean written;
  private String file;
  private transient CsvRows rows;

  /**
   * Creates a reader that gets its file from {@link #initialize(InputSplit)}, and finds out how it
   * is written.
   *
   * @param time the time column; see {@link SeriesCsv}
   * @param values the value columns; see {@link SeriesCsv}
   */
  public SeriesRecordReader(String time, List<String> values) {
    this(time, values, TableFormat.DETECTED);
  }

  /**
   * Creates a reader that gets its file from {@link #initialize(InputSplit)}.
   *
   * @param time the time column; see {@link SeriesCsv}
   * @param values the value columns; see {@link SeriesCsv}
   * @param format how the file is written, as far as it is known
   */
  public SeriesRecordReader(String time, List<String> values, TableFormat format) {
    this(time, values, "", format);
  }

  /**
   * Creates a reader of a table with several series, one below the other. A record ends with the
   * name of its series: {@code [time, value, ..., series]}.
   *
   * @param time the time column; see {@link SeriesCsv}
   * @param values the value columns; see {@link SeriesCsv}
   * @param series the column that names the series of a row, or several separated by commas; empty
   *     if there is only one series
   * @param format how the file is written, as far as it is known
   */
  public SeriesRecordReader(String time, List<String> values, String series, TableFormat format) {
    this.time = time;
    this.values = new ArrayList<>(values);
    this.series = series;
    this.format = format;
  }

  /**
   * Creates a reader of a file, for which {@code initialize} is not needed. It finds out how the
   * file is written.
   *
   * @param file the file
   * @param time the time column; see {@link SeriesCsv}
   * @param values the value columns; see {@link SeriesCsv}
   */
  public SeriesRecordReader(Path file, String time, List<String> values) {
    this(file, time, values, TableFormat.DETECTED);
  }

  /**
   * Creates a reader of a file, for which {@code initialize} is not needed.
   *
   * @param file the file
   * @param time the time column; see {@link SeriesCsv}
   * @param values the value columns; see {@link SeriesCsv}
   * @param format how the file is written, as far as it is known
   */
  public SeriesRecordReader(Path file, String time, List<String> values, TableFormat format) {
    this(time, values, format);
    this.file = file.toString();
  }

  /** Creates a reader of a file, for which {@code initialize} is not needed. */
  static SeriesRecordReader of(Path file, SeriesColumns.Chosen columns, TableFormat format) {
    SeriesRecordReader reader =
        new SeriesRecordReader(columns.time(), columns.values(), columns.series(), format);
    reader.file = file.toString();
    return reader;
  }

  /** Creates a reader of a file that {@link TimeSeries#writeCsv} wrote. */
  static SeriesRecordReader ofWritten(Path file) {
    SeriesRecordReader reader = new SeriesRecordReader(file, "", List.of());
    reader.written = true;
    return reader;
  }

  /** Creates a reader of a file that {@link SeriesPanel#writeCsv} wrote. */
  static SeriesRecordReader ofWrittenPanel(Path file) {
    SeriesRecordReader reader =
        of(file, new SeriesColumns.Chosen("", List.of(), "#1"), TableFormat.DETECTED);
    reader.written = true;
    return reader;
  }

  /**
   * Sets the file to read.
   *
   * @param split any split whose only location is a file
   * @throws DataException if the split is something else
   */
  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    Path place = fileOf(split, "a series needs", "new FileSplit(file) with one table");
    close();
    file = place.toString();
  }

  private CsvRows open() {
    if (file == null) {
      throw new IllegalStateException("the reader has no file yet; call initialize(split) first");
    }
    Path path = Path.of(file);
    return written
        ? CsvRows.written(path, !series.isEmpty())
        : CsvRows.of(path, new SeriesColumns.Chosen(time, values, series), format);
  }

  private CsvRows rows() {
    if (rows == null) {
      rows = open();
    }
    return rows;
  }

  /**
   * Returns the names of a record's values.
   *
   * @return one name for each field after the time: that of the column or, if it has none or shares
   *     it with another column, its position, such as {@code #2}
   */
  public List<String> variables() {
    return rows().variables();
  }

  /** Returns the name of the time column. */
  String heading() {
    return rows().heading();
  }

  /** Returns the names of the columns that name the series; empty if there is only one series. */
  String seriesColumn() {
    return rows().seriesColumn();
  }

  /** Returns the character between two fields; 0 if there is none. */
  char separator() {
    return rows().separator();
  }

  /** Tells the user how the table is written and what was read until now. */
  String reading() {
    return rows().reading();
  }

  @Override
  public boolean hasNext() {
    return rows().hasNext();
  }

  @Override
  public List<Writable> next() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          "all rows of " + file + " have been read; call reset() to start again");
    }
    List<Writable> record = record(rows);
    invokeListeners(record);
    return record;
  }

  private static List<Writable> record(CsvRows rows) {
    List<Writable> record = new ArrayList<>();
    rows.next().forEach(field -> record.add(new Text(field)));
    return record;
  }

  /**
   * Not supported, because a row cannot be read without the header of its file.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public List<Writable> record(URI uri, DataInputStream dataInputStream) {
    throw new UnsupportedOperationException(
        "a row cannot be read without the header of its file; call initialize(split), then next()");
  }

  @Override
  public Record nextRecord() {
    List<Writable> record = next();
    return described(record, rows);
  }

  private Record described(List<Writable> record, CsvRows at) {
    return new org.datavec.api.records.impl.Record(
        record, new RecordMetaDataLine(at.line() - 1, at.uri(), SeriesRecordReader.class));
  }

  /**
   * Reads records again, in one pass over the file, without changing the position of this reader.
   *
   * @param recordMetaDatas metadata from {@link #nextRecord()}
   * @return the records in the order of the argument
   * @throws IllegalArgumentException if an element does not belong to a record of this file
   */
  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> recordMetaDatas) {
    try (CsvRows again = open()) {
      return found(recordMetaDatas, again::hasNext, () -> described(record(again), again));
    }
  }

  /** Closes the file. The next read starts again at the first row. */
  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }
}
