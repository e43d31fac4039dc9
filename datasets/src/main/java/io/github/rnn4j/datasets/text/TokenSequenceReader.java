package io.github.rnn4j.datasets.text;

import io.github.rnn4j.datasets.DataException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;

/**
 * Turns the texts of another DataVec reader into sequences of token indices, which Deeplearning4j's
 * own iterators can read, such as {@code RecordReaderMultiDataSetIterator} and {@code
 * SequenceRecordReaderDataSetIterator}.
 *
 * <pre>{@code
 * RecordReader names = new TextRecordReader(KnownText.DINOS.open(cache), Unit.LINE);
 * TokenSequenceReader tokens =
 *     TokenSequenceReader.nextTokens(names, text -> vocabulary.encode(tokenizer.tokenize(text)));
 * List<List<Writable>> sequence = tokens.sequenceRecord(); // [1, 12], [12, 5], [5, 2]
 * }</pre>
 *
 * <p>The other reader belongs to this one: {@link #initialize}, {@link #reset} and {@link #close}
 * are passed on to it, and it must not be read by anyone else. Not safe for use by several threads.
 * Serializable only if the other reader and the encoder are.
 */
public final class TokenSequenceReader extends BaseRecordReader implements SequenceRecordReader {

  private static final long serialVersionUID = 1L;

  private final RecordReader texts;
  private final Function<String, int[]> encoder;
  private final boolean nextToken;
  private transient long read;

  private TokenSequenceReader(
      RecordReader texts, Function<String, int[]> encoder, boolean nextToken) {
    this.texts = Objects.requireNonNull(texts, "texts");
    this.encoder = Objects.requireNonNull(encoder, "encoder");
    this.nextToken = nextToken;
  }

  /**
   * Returns a reader whose steps are {@code [index]}: for a label per text.
   *
   * @param texts a reader whose records begin with a text
   * @param encoder returns the token indices of a text, at least one
   * @return the reader
   */
  public static TokenSequenceReader indices(RecordReader texts, Function<String, int[]> encoder) {
    return new TokenSequenceReader(texts, encoder, false);
  }

  /**
   * Returns a reader whose steps are {@code [index, index of the next token]}: for predicting the
   * next token. A text of n tokens has n - 1 steps.
   *
   * @param texts a reader whose records begin with a text
   * @param encoder returns the token indices of a text, at least two
   * @return the reader
   */
  public static TokenSequenceReader nextTokens(
      RecordReader texts, Function<String, int[]> encoder) {
    return new TokenSequenceReader(texts, encoder, true);
  }

  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    texts.initialize(split);
    read = 0;
  }

  @Override
  public void initialize(Configuration conf, InputSplit split)
      throws IOException, InterruptedException {
    super.initialize(split);
    texts.initialize(conf, split);
    read = 0;
  }

  @Override
  public boolean hasNext() {
    return texts.hasNext();
  }

  /**
   * Returns the next text as a sequence.
   *
   * @return one list for each step
   * @throws DataException if the record does not begin with a text, or has too few tokens; the
   *     message names the record, counted from 1
   */
  @Override
  public List<List<Writable>> sequenceRecord() {
    List<List<Writable>> sequence = sequence(texts.next(), "record " + ++read);
    invokeListeners(sequence);
    return sequence;
  }

  private List<List<Writable>> sequence(List<Writable> record, String place) {
    if (record.isEmpty()) {
      throw new DataException(place + " has no value; its first value must be a text");
    }
    int[] tokens = encoder.apply(record.get(0).toString());
    int steps = nextToken ? tokens.length - 1 : tokens.length;
    if (steps < 1) {
      throw new DataException(
          "%s has %d tokens; it needs at least %d"
              .formatted(place, tokens.length, nextToken ? 2 : 1));
    }
    List<List<Writable>> sequence = new ArrayList<>(steps);
    for (int t = 0; t < steps; t++) {
      IntWritable token = new IntWritable(tokens[t]);
      sequence.add(
          nextToken ? List.of(token, new IntWritable(tokens[t + 1])) : List.<Writable>of(token));
    }
    return sequence;
  }

  /**
   * Reads the whole stream as one text.
   *
   * @param uri the address of the text, for errors
   * @param dataInputStream the text, in a form that the other reader understands
   */
  @Override
  public List<List<Writable>> sequenceRecord(URI uri, DataInputStream dataInputStream)
      throws IOException {
    return sequence(texts.record(uri, dataInputStream), uri.toString());
  }

  /** Returns the next text as a sequence, with the metadata of the other reader. */
  @Override
  public SequenceRecord nextSequence() {
    return described(texts.nextRecord(), "record " + ++read);
  }

  private SequenceRecord described(Record record, String place) {
    return new org.datavec.api.records.impl.SequenceRecord(
        sequence(record.getRecord(), place), record.getMetaData());
  }

  @Override
  public SequenceRecord loadSequenceFromMetaData(RecordMetaData recordMetaData) throws IOException {
    return loadSequenceFromMetaData(List.of(recordMetaData)).get(0);
  }

  @Override
  public List<SequenceRecord> loadSequenceFromMetaData(List<RecordMetaData> recordMetaDatas)
      throws IOException {
    List<SequenceRecord> loaded = new ArrayList<>();
    for (Record record : texts.loadFromMetaData(recordMetaDatas)) {
      loaded.add(described(record, record.getMetaData().getLocation()));
    }
    return loaded;
  }

  /**
   * Not supported, because a text is a sequence.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public List<Writable> next() {
    throw wholeSequences();
  }

  /**
   * Not supported, because a text is a sequence.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public Record nextRecord() {
    throw wholeSequences();
  }

  /**
   * Not supported, because a text is a sequence.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public List<Writable> record(URI uri, DataInputStream dataInputStream) {
    throw wholeSequences();
  }

  /**
   * Not supported, because a text is a sequence.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public Record loadFromMetaData(RecordMetaData recordMetaData) {
    throw wholeSequences();
  }

  /**
   * Not supported, because a text is a sequence.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> recordMetaDatas) {
    throw wholeSequences();
  }

  private static UnsupportedOperationException wholeSequences() {
    return new UnsupportedOperationException(
        "this reader returns whole sequences; call sequenceRecord() or nextSequence()");
  }

  /**
   * Returns no labels.
   *
   * @return null, like DataVec's own readers without labels
   */
  @Override
  public List<String> getLabels() {
    return null;
  }

  @Override
  public void reset() {
    texts.reset();
    read = 0;
  }

  @Override
  public boolean resetSupported() {
    return texts.resetSupported();
  }

  @Override
  public void close() throws IOException {
    texts.close();
  }

  @Override
  public void setConf(Configuration conf) {
    texts.setConf(conf);
  }

  @Override
  public Configuration getConf() {
    return texts.getConf();
  }
}
