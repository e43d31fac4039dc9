package io.github.rnn4j.datasets.text;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.OneFileReader;
import io.github.rnn4j.datasets.StrictUtf8;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/**
 * Reads a text as DataVec records {@code [Text]}: the whole text as one record, or one record per
 * line.
 *
 * <pre>{@code
 * try (TextRecordReader reader = new TextRecordReader(Unit.LINE)) {
 *   reader.initialize(new FileSplit(new File("names.txt")));
 *   while (reader.hasNext()) {
 *     String name = reader.next().get(0).toString();
 *   }
 * }
 * }</pre>
 *
 * <p>{@link PlainText} describes how text is decoded. Not safe for use by several threads.
 */
public final class TextRecordReader extends OneFileReader {

  private static final long serialVersionUID = 1L;

  /** What a record contains. */
  public enum Unit {
    /** The whole text, such as a novel. */
    WHOLE,
    /** A line without its line end, such as a name. Empty lines are skipped. */
    LINE
  }

  private final Unit unit;
  private TextSource source;
  private transient List<String> records;
  private transient int next;

  /**
   * Creates a reader of the given text, for which {@code initialize} is not needed.
   *
   * @param source the text
   * @param unit what a record contains
   */
  public TextRecordReader(TextSource source, Unit unit) {
    this.source = Objects.requireNonNull(source, "source");
    this.unit = Objects.requireNonNull(unit, "unit");
  }

  /**
   * Creates a reader that gets its text from {@link #initialize(InputSplit)}.
   *
   * @param unit what a record contains
   */
  public TextRecordReader(Unit unit) {
    this.unit = Objects.requireNonNull(unit, "unit");
  }

  /**
   * Sets the file to read.
   *
   * @param split any split whose only location is a file
   * @throws DataException if the split is something else, or the file cannot be a text
   */
  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    Path place = fileOf(split, "a text needs", "new FileSplit(file) with a text file");
    close();
    source = PlainText.at(place);
  }

  @Override
  public boolean hasNext() {
    return next < records().size();
  }

  @Override
  public List<Writable> next() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          String.format(
              Locale.ROOT, "all %d records have been read; call reset() to start again", next));
    }
    List<Writable> record = record(records().get(next++));
    invokeListeners(record);
    return record;
  }

  private List<String> records() {
    if (source == null) {
      throw new IllegalStateException("the reader has no text yet; call initialize(split) first");
    }
    if (records == null) {
      records = cut(source.read());
    }
    return records;
  }

  private List<String> cut(String text) {
    if (unit == Unit.WHOLE) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    lines.removeIf(String::isEmpty);
    return lines;
  }

  private static List<Writable> record(String text) {
    List<Writable> record = new ArrayList<>(1);
    record.add(new Text(text));
    return record;
  }

  @Override
  public void reset() {
    next = 0;
  }

  /**
   * Reads the whole stream as one record, whatever the unit.
   *
   * @param uri the address of the text, for errors
   * @param dataInputStream the text in UTF-8, read to its end and left open
   */
  @Override
  public List<Writable> record(URI uri, DataInputStream dataInputStream) throws IOException {
    return record(StrictUtf8.decode(dataInputStream.readAllBytes(), uri.toString()));
  }

  @Override
  public Record nextRecord() {
    List<Writable> record = next();
    return described(record, next - 1L);
  }

  private Record described(List<Writable> record, long index) {
    return new org.datavec.api.records.impl.Record(
        record, new RecordMetaDataIndex(index, source.uri(), TextRecordReader.class));
  }

  /**
   * Reads records again without changing the position of this reader.
   *
   * @param recordMetaDatas metadata from {@link #nextRecord()}
   * @return the records in the order of the argument
   * @throws IllegalArgumentException if an element comes from another reader or is outside the text
   */
  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> recordMetaDatas) {
    List<Record> loaded = new ArrayList<>();
    for (RecordMetaData each : recordMetaDatas) {
      if (!(each instanceof RecordMetaDataIndex place)
          || place.getIndex() < 0
          || place.getIndex() >= records().size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "metadata is %s; use metadata from nextRecord() of this reader",
                each));
      }
      loaded.add(described(record(records().get((int) place.getIndex())), place.getIndex()));
    }
    return loaded;
  }

  /** Releases the text. The next read starts again at the first record. */
  @Override
  public void close() {
    records = null;
    next = 0;
  }
}
