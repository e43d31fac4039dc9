package io.github.rnn4j.datasets.table;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.OneFileReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/**
 * Reads the rows of a {@link Table} as DataVec records: the fields of the chosen columns, each a
 * {@code Text} as it is written.
 *
 * <pre>{@code
 * try (TableRecordReader reader =
 *     new TableRecordReader(TableFormat.DETECTED, List.of("review", "stars"))) {
 *   reader.initialize(new FileSplit(new File("reviews.csv")));
 *   while (reader.hasNext()) {
 *     List<Writable> record = reader.next();
 *   }
 * }
 * }</pre>
 *
 * <p>The file is opened when the first record or the names are requested. Metadata contains the
 * line of a record in the file, counted from 0 as in DataVec. Not safe for use by several threads.
 */
public final class TableRecordReader extends OneFileReader {

  private static final long serialVersionUID = 1L;

  private final TableFormat format;
  private final ArrayList<String> columns;
  private String file;
  private transient Table table;
  private transient List<Integer> places; // of the chosen columns in a row

  /**
   * Creates a reader that gets its file from {@link #initialize(InputSplit)}.
   *
   * @param format what is known of the file
   * @param columns the names of the columns, or their positions, such as {@code #3}; none for all
   *     columns that have a name
   */
  public TableRecordReader(TableFormat format, List<String> columns) {
    this.format = format;
    this.columns = new ArrayList<>(columns);
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
    Path place = fileOf(split, "a table needs", "new FileSplit(file)");
    close();
    file = place.toString();
  }

  private Table opened() {
    if (file == null) {
      throw new IllegalStateException("the reader has no file yet; call initialize(split) first");
    }
    return Table.open(Path.of(file), format);
  }

  private Table table() {
    if (table == null) {
      table = opened();
      places = places(table);
    }
    return table;
  }

  /**
   * Returns the names of a record's values.
   *
   * @return one name for each value
   */
  public List<String> names() {
    List<String> all = table().columns();
    return places.stream().map(all::get).toList();
  }

  private List<Integer> places(Table from) {
    return columns.isEmpty()
        ? IntStream.range(0, from.columns().size())
            .filter(column -> !from.columns().get(column).isEmpty())
            .boxed()
            .toList()
        : columns.stream().map(from::column).toList();
  }

  @Override
  public boolean hasNext() {
    return table().hasNext();
  }

  @Override
  public List<Writable> next() {
    return nextRecord().getRecord();
  }

  @Override
  public Record nextRecord() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          "all rows of " + file + " have been read; call reset() to start again");
    }
    Record record = record(table, places);
    invokeListeners(record.getRecord());
    return record;
  }

  private Record record(Table from, List<Integer> chosen) {
    TableRow row = from.next();
    List<Writable> values = new ArrayList<>();
    chosen.forEach(column -> values.add(new Text(row.fields().get(column))));
    return new org.datavec.api.records.impl.Record(
        values,
        new RecordMetaDataLine(
            Math.toIntExact(row.line() - 1), Path.of(file).toUri(), TableRecordReader.class));
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

  /**
   * Reads records again, in one pass over the file, without changing the position of this reader.
   *
   * @param recordMetaDatas metadata from {@link #nextRecord()}
   * @return the records in the order of the argument
   * @throws IllegalArgumentException if an element does not belong to a record of this file
   */
  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> recordMetaDatas) {
    try (Table again = opened()) {
      List<Integer> chosen = places(again);
      return found(recordMetaDatas, again::hasNext, () -> record(again, chosen));
    }
  }

  /** Closes the file. The next read starts again at the first row. */
  @Override
  public void close() {
    if (table != null) {
      table.close();
    }
    table = null;
  }
}
