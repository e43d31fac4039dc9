package io.github.rnn4j.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Writable;

/** What all DataVec readers here share: they read one file, any number of times. */
public abstract class OneFileReader extends BaseRecordReader {

  private static final long serialVersionUID = 1L;

  private Configuration conf;

  /** Creates a reader. */
  protected OneFileReader() {}

  @Override
  public void initialize(Configuration newConf, InputSplit split)
      throws IOException, InterruptedException {
    setConf(newConf);
    initialize(split);
  }

  /**
   * Returns the file of a split.
   *
   * @param split any split whose only location is a file
   * @param needs who needs it, such as {@code a text needs}
   * @param use what to use instead of another split
   * @return the file
   * @throws DataException if the split is something else
   */
  protected static Path fileOf(InputSplit split, String needs, String use) {
    URI[] locations = split.locations();
    if (locations == null || locations.length != 1 || !"file".equals(locations[0].getScheme())) {
      throw new DataException(
          "%s a split with one file, but this one has %d locations; use %s"
              .formatted(needs, locations == null ? 0 : locations.length, use));
    }
    return Path.of(locations[0]);
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
   * Returns the names of the labels.
   *
   * @return null, like DataVec's own readers without labels
   */
  @Override
  public List<String> getLabels() {
    return null;
  }

  /** Moves to the first record. */
  @Override
  public void reset() {
    close();
  }

  /** Releases the file. The next read starts again at the first record. */
  @Override
  public abstract void close();

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public Record loadFromMetaData(RecordMetaData recordMetaData) {
    return loadFromMetaData(List.of(recordMetaData)).get(0);
  }

  @Override
  public abstract List<Record> loadFromMetaData(List<RecordMetaData> recordMetaDatas);

  /**
   * Finds records by their metadata.
   *
   * @param wanted metadata from {@link #nextRecord()}
   * @param more whether there is another record of the file
   * @param next returns it
   * @return the records in the order of the metadata
   * @throws IllegalArgumentException if an element does not belong to a record of this file
   */
  protected static List<Record> found(
      List<RecordMetaData> wanted, BooleanSupplier more, Supplier<Record> next) {
    Map<RecordMetaData, Record> found = new HashMap<>();
    wanted.forEach(each -> found.put(each, null));
    while (more.getAsBoolean()) {
      Record record = next.get();
      found.replace(record.getMetaData(), record);
    }
    List<Record> records = new ArrayList<>();
    for (RecordMetaData each : wanted) {
      if (found.get(each) == null) {
        throw new IllegalArgumentException(
            "metadata is " + each + "; use metadata from nextRecord() of this reader");
      }
      records.add(found.get(each));
    }
    return records;
  }

  @Override
  public void setConf(Configuration newConf) {
    this.conf = newConf;
  }

  @Override
  public Configuration getConf() {
    return conf;
  }
}
