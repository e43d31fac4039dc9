package io.github.rnn4j.datasets.table;

import io.github.rnn4j.datasets.DataException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.records.reader.BaseRecordReader;
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
public final class TableRecordReader extends BaseRecordReader {

  private static final long serialVersionUID = 1L;

  private final TableFormat format;
  private final ArrayList<String> columns;
  private String file;
  private Configuration conf;
  private transient Table table;

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
    URI[] locations = split.locations();
    if (locations == null || locations.length != 1 || !"file".equals(locations[0].getScheme())) {
      throw new DataException(
          "a table needs a split with one file, but this one has %d locations; use new FileSplit(file)"
              .formatted(locations == null ? 0 : locations.length));
    }
    close();
    file = Path.of(locations[0]).toString();
  }

  @Override
  public void initialize(Configuration conf, InputSplit split)
      throws IOException, InterruptedException {
    setConf(conf);
    initialize(split);
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
    }
    return table;
  }

  /**
   * Returns the names of a record's values.
   *
   * @return one name for each value
   */
  public List<String> names() {
    return places(table()).stream().map(table().columns()::get).toList();
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
    Record record = record(table);
    invokeListeners(record);
    return record;
  }

  private Record record(Table from) {
    TableRow row = from.next();
    List<Writable> values = new ArrayList<>();
    places(from).forEach(column -> values.add(new Text(row.fields().get(column))));
    return new org.datavec.api.records.impl.Record(
        values,
        new RecordMetaDataLine(
            Math.toIntExact(row.line() - 1), Path.of(file).toUri(), TableRecordReader.class));
  }

  @Override
  public boolean batchesSupported() {
    return true;
  }

  /**
   * Reads several records at once.
   *
   * @param num how many, at least 1
   * @return that many records, or fewer at the end
   * @throws NoSuchElementException if no record is left
   */
  @Override
  public List<List<Writable>> next(int num) {
    if (num < 1) {
      throw new IllegalArgumentException("num is " + num + "; it must be at least 1");
    }
    List<List<Writable>> several = new ArrayList<>();
    do {
      several.add(next());
    } while (several.size() < num && hasNext());
    return several;
  }

  /**
   * Returns no labels, because a table does not say which column has them.
   *
   * @return null, like DataVec's own readers without labels
   */
  @Override
  public List<String> getLabels() {
    return null;
  }

  @Override
  public void reset() {
    close();
  }

  @Override
  public boolean resetSupported() {
    return true;
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
  public Record loadFromMetaData(RecordMetaData recordMetaData) {
    return loadFromMetaData(List.of(recordMetaData)).get(0);
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
    Map<RecordMetaData, Record> found = new HashMap<>();
    recordMetaDatas.forEach(each -> found.put(each, null));
    try (Table again = opened()) {
      while (again.hasNext()) {
        Record record = record(again);
        found.replace(record.getMetaData(), record);
      }
    }
    List<Record> records = new ArrayList<>();
    for (RecordMetaData each : recordMetaDatas) {
      if (found.get(each) == null) {
        throw new IllegalArgumentException(
            "metadata is " + each + "; use metadata from nextRecord() of this reader");
      }
      records.add(found.get(each));
    }
    return records;
  }

  /** Closes the file. The next read starts again at the first row. */
  @Override
  public void close() {
    if (table != null) {
      table.close();
    }
    table = null;
  }

  @Override
  public void setConf(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public Configuration getConf() {
    return conf;
  }
}
