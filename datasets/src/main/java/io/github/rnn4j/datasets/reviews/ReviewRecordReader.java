package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.OneFileReader;
import io.github.rnn4j.datasets.StrictUtf8;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextSource;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.split.FileSplit;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/**
 * Reads labelled texts as DataVec records {@code [Text, IntWritable]}: the text and its label, an
 * index into {@link #getLabels()}. If the text belongs to a group, that is the third value, a
 * {@code Text}.
 *
 * <pre>{@code
 * try (ReviewRecordReader reader = new ReviewRecordReader(ImdbReviews.Part.TRAIN)) {
 *   reader.initialize(new FileSplit(new File("aclImdb_v1.tar.gz")));
 *   while (reader.hasNext()) {
 *     List<Writable> record = reader.next();
 *   }
 * }
 * }</pre>
 *
 * <p>The source is opened by the first {@link #hasNext()} or {@link #next()}. If its form allows
 * it, it is read only as records are requested (see {@link LabelledTextSource#stream()}). The order
 * is that of the source, and the same after each {@link #reset()}. Not safe for use by several
 * threads.
 */
public final class ReviewRecordReader extends OneFileReader {

  private static final long serialVersionUID = 1L;

  private final ImdbReviews.Part part;
  private LabelledTextSource source;
  private transient Stream<LabelledText> stream;
  private transient Iterator<LabelledText> reviews;
  private transient long read;

  /**
   * Creates a reader of the given source, for which {@code initialize} is not needed.
   *
   * @param source where the reviews come from
   */
  public ReviewRecordReader(LabelledTextSource source) {
    this.part = ImdbReviews.Part.ALL;
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * Creates a reader that gets its data from {@link #initialize(InputSplit)}.
   *
   * @param part the part to read
   */
  public ReviewRecordReader(ImdbReviews.Part part) {
    this.part = Objects.requireNonNull(part, "part");
  }

  /**
   * Sets the place to read from, in any form that {@link ImdbReviews#at} accepts.
   *
   * @param split a {@code FileSplit} of the archive, the folder or the text file, or any split
   *     whose only location is a file
   * @throws DataException if the place does not contain reviews
   */
  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    close();
    source = ImdbReviews.at(place(split).toPath()).part(part);
  }

  private static File place(InputSplit split) {
    if (split instanceof FileSplit files) {
      return files.getRootDir();
    }
    return fileOf(
            split,
            "reviews need",
            "new FileSplit(file) with the archive, the folder or the text file")
        .toFile();
  }

  @Override
  public boolean hasNext() {
    open();
    return reviews.hasNext();
  }

  @Override
  public List<Writable> next() {
    List<Writable> record = record(nextReview());
    invokeListeners(record);
    return record;
  }

  private LabelledText nextReview() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          "all " + read + " reviews have been read; call reset() to start again");
    }
    read++;
    return reviews.next();
  }

  private void open() {
    if (reviews == null) {
      stream = source().stream();
      reviews = stream.iterator();
      read = 0;
    }
  }

  private LabelledTextSource source() {
    if (source == null) {
      throw new IllegalStateException("the reader has no source yet; call initialize(split) first");
    }
    return source;
  }

  private static List<Writable> record(LabelledText review) {
    List<Writable> record = new ArrayList<>(3);
    record.add(new Text(review.text()));
    record.add(new IntWritable(review.label()));
    if (!review.group().isEmpty()) {
      record.add(new Text(review.group()));
    }
    return record;
  }

  @Override
  public List<String> getLabels() {
    return source().classes();
  }

  /**
   * Reads one review from a stream of its text.
   *
   * @param uri the address of the review; its path gives the label: {@code
   *     .../{train,test}/{pos,neg}/<id>_<rating>.txt}
   * @param dataInputStream the text in UTF-8, read to its end and left open
   */
  @Override
  public List<Writable> record(URI uri, DataInputStream dataInputStream) throws IOException {
    ImdbReviewName name =
        ImdbReviewName.parse(String.valueOf(uri.getPath()), uri.toString())
            .orElseThrow(
                () ->
                    new DataException(
                        uri + " is not the address of a review. " + ImdbReviews.EXPECTED_LAYOUT));
    String text = StrictUtf8.decode(dataInputStream.readAllBytes(), uri.toString());
    return record(new LabelledText(text, name.label()));
  }

  @Override
  public Record nextRecord() {
    List<Writable> record = next();
    return described(record, read - 1);
  }

  private Record described(List<Writable> record, long index) {
    return new org.datavec.api.records.impl.Record(
        record, new RecordMetaDataIndex(index, source.uri(), ReviewRecordReader.class));
  }

  /**
   * Reads records again, in one pass over the source, without changing the position of this reader.
   *
   * @param recordMetaDatas metadata from {@link #nextRecord()}
   * @return the records in the order of the argument
   * @throws IllegalArgumentException if an element comes from another reader or is outside the
   *     source
   */
  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> recordMetaDatas) {
    Map<Long, Record> found = new HashMap<>();
    for (RecordMetaData each : recordMetaDatas) {
      found.put(index(each), null);
    }
    try (Stream<LabelledText> all = source().stream()) {
      Iterator<LabelledText> each = all.iterator();
      for (long i = 0; each.hasNext(); i++) {
        LabelledText review = each.next();
        if (found.containsKey(i)) {
          found.put(i, described(record(review), i));
        }
      }
    }
    List<Record> records = new ArrayList<>();
    for (RecordMetaData each : recordMetaDatas) {
      Record record = found.get(index(each));
      if (record == null) {
        throw new IllegalArgumentException(
            "there is no record " + each.getLocation() + " in " + source.name());
      }
      records.add(record);
    }
    return records;
  }

  private static long index(RecordMetaData metaData) {
    if (metaData instanceof RecordMetaDataIndex index) {
      return index.getIndex();
    }
    throw new IllegalArgumentException(
        "metadata is " + metaData + "; use metadata from nextRecord() of this reader");
  }

  /** Releases the source. The next read starts again at the first review. */
  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
    stream = null;
    reviews = null;
  }
}
