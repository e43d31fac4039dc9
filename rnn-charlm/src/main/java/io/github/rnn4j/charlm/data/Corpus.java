package io.github.rnn4j.charlm.data;

import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.TrainingConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.cli.data.DataPath;
import io.github.rnn4j.datasets.Checksums;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.text.KnownText;
import io.github.rnn4j.datasets.text.PlainText;
import io.github.rnn4j.datasets.text.TextRecordReader;
import io.github.rnn4j.datasets.text.TextSource;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.writable.Writable;

/**
 * The text of a run in three parts that do not overlap.
 *
 * <p>A vocabulary of characters has all of the text, so that every character of the held-out parts
 * has a probability; one of words has the training part's, the others are {@code <unk>}.
 *
 * @param name what a person calls the data
 * @param synthetic whether a program made the text up
 * @param checksum SHA-256 of the text, 64 hexadecimal digits
 * @param vocabulary the tokens
 * @param train what is learned from
 * @param validation what chooses the epoch; empty without a split
 * @param test what is measured once; empty without a split
 */
public record Corpus(
    String name,
    boolean synthetic,
    String checksum,
    Vocabulary vocabulary,
    Part train,
    Part validation,
    Part test) {

  private static final int ONE_OF = 20;

  /** The three parts before they are encoded, a string for each sequence. */
  private record Parts(List<String> train, List<String> validation, List<String> test) {}

  /**
   * Reads and splits the data of a configuration.
   *
   * @param in standard input, for {@code -}
   * @throws DataException if the data are missing, damaged or too few; the message says what to do
   */
  public static Corpus load(DataConfig config, DataCache cache, InputStream in) {
    TextSource source = source(config.data(), cache, in);
    return of(source.name(), source.synthetic(), read(source), config);
  }

  /**
   * Reads all of a text.
   *
   * @throws DataException if it is missing or cannot be a text; the message says what to do
   */
  public static String read(TextSource source) {
    try (RecordReader reader = new TextRecordReader(source, TextRecordReader.Unit.WHOLE)) {
      return text(source.name(), reader);
    } catch (IOException cause) {
      throw new DataException(
          "cannot read %s (%s); check the disk".formatted(source.name(), cause.getMessage()),
          cause);
    }
  }

  /**
   * Splits the records of a reader of your own as {@link #load} splits the lines of a file.
   *
   * @param name what a person calls the data
   * @param reader of records whose first value is a text: the whole of it, or a line; read to its
   *     end and left open
   * @param config how to split and encode; its {@code data} is not read
   * @throws DataException if there are no records, or too few; the message says what to do
   */
  public static Corpus of(String name, RecordReader reader, DataConfig config) {
    String text = text(name, reader);
    if (text.isEmpty()) {
      throw new DataException(name + " has no text; give a reader of records with a text each");
    }
    return of(name, false, text, config);
  }

  /** The first value of each record, a line for each. */
  private static String text(String name, RecordReader reader) {
    StringJoiner lines = new StringJoiner("\n");
    for (int record = 1; reader.hasNext(); record++) {
      List<Writable> values = reader.next();
      if (values.isEmpty()) {
        throw new DataException(
            "record %d of %s has no value; its first value must be a text".formatted(record, name));
      }
      lines.add(values.get(0).toString());
    }
    return lines.toString();
  }

  private static Corpus of(String name, boolean synthetic, String read, DataConfig config) {
    String text = limited(read, config.limit());
    Parts parts = split(config, name, text);
    Vocabulary vocabulary = vocabulary(config, name, text, parts.train());
    TextEncoder encoder = new TextEncoder(config, vocabulary);
    Part validation = encoder.encode(parts.validation());
    Part test = encoder.encode(parts.test());
    if (config.split() != Split.NONE && (validation.predictions() < 1 || test.predictions() < 1)) {
      throw tooShort(config, name);
    }
    return new Corpus(
        name,
        synthetic,
        Checksums.sha256(text),
        vocabulary,
        encoder.encode(parts.train()),
        validation,
        test);
  }

  private static DataException tooShort(DataConfig config, String name) {
    String enough =
        config.unit() == Unit.TEXT
            ? "a text whose last twentieth has two " + config.tokens().noun() + "s or more"
            : "at least 20 different " + config.unit().name().toLowerCase(Locale.ROOT) + "s";
    return new DataException(
        "%s is too short to hold a part of it out: give %s, or --split none"
            .formatted(name, enough));
  }

  /**
   * Reads the data that a run was trained on once more.
   *
   * @param in standard input, for {@code -}
   * @throws DataException as {@link #load}
   * @throws RunException if they are others by now
   */
  public static Corpus ofRun(RunDirectory run, DataConfig config, DataCache cache, InputStream in) {
    Corpus corpus = load(config, cache, in);
    Provenance begun = run.readJson(RunDirectory.PROVENANCE, Provenance.class);
    if (!begun.data().sha256().equals(corpus.checksum())) {
      throw new RunException(
          "%s is not the text that the run in %s was trained on any more, so its parts are not those that were held out. Restore the text, or give another one to evaluate or heat-map with --data."
              .formatted(corpus.name(), run.folder()));
    }
    return corpus;
  }

  /** What a page shows: the test part, or without a split all of it. */
  public Part shown() {
    return test.isEmpty() ? train : test;
  }

  /** Of each part so much as a minibatch takes. */
  public Corpus oneMinibatch(TrainingConfig config) {
    int rows = config.batchSize();
    int tokens = rows * (config.steps() + 1) + 1;
    return new Corpus(
        name,
        synthetic,
        checksum,
        vocabulary,
        train.beginning(rows, tokens),
        validation.beginning(rows, tokens),
        test.beginning(rows, tokens));
  }

  /** The text of a known name, a file or standard input. */
  public static TextSource source(String data, DataCache cache, InputStream in) {
    if (data.equals(DataConfig.STANDARD_INPUT)) {
      return PlainText.standardInput(in);
    }
    return KnownText.named(data)
        .map(known -> known.open(cache))
        .orElseGet(() -> PlainText.at(place(data)));
  }

  private static Path place(String data) {
    return DataPath.find(
        data, "text", Arrays.stream(KnownText.values()).map(KnownText::id).toList());
  }

  /** The first characters, counted as code points. */
  private static String limited(String text, int limit) {
    return limit == 0 || text.codePointCount(0, text.length()) <= limit
        ? text
        : text.substring(0, text.offsetByCodePoints(0, limit));
  }

  private static Parts split(DataConfig config, String name, String text) {
    if (config.split() == Split.NONE) {
      return new Parts(config.unit().of(text), List.of(), List.of());
    }
    Parts parts = config.unit() == Unit.TEXT ? ends(text) : oneInTwenty(config.unit().of(text));
    if (parts.validation().isEmpty() || parts.test().isEmpty()) {
      throw tooShort(config, name);
    }
    return parts;
  }

  /** The first nine tenths, then half a tenth twice; counted in characters, not {@code char}s. */
  private static Parts ends(String text) {
    int characters = text.codePointCount(0, text.length());
    int held = characters / ONE_OF;
    if (held < 2) {
      return new Parts(List.of(text), List.of(), List.of());
    }
    int validation = text.offsetByCodePoints(0, characters - 2 * held);
    int test = text.offsetByCodePoints(0, characters - held);
    return new Parts(
        List.of(text.substring(0, validation)),
        List.of(text.substring(validation, test)),
        List.of(text.substring(test)));
  }

  /**
   * Of the different sequences in their order every 19th and 20th of twenty; with their doubles.
   */
  private static Parts oneInTwenty(List<String> sequences) {
    Set<String> validation = new LinkedHashSet<>();
    Set<String> test = new LinkedHashSet<>();
    int place = 0;
    for (String sequence : new LinkedHashSet<>(sequences)) {
      int turn = place % ONE_OF;
      if (turn == ONE_OF - 2) {
        validation.add(sequence);
      } else if (turn == ONE_OF - 1) {
        test.add(sequence);
      }
      place++;
    }
    List<String> train = new ArrayList<>(sequences);
    train.removeIf(sequence -> validation.contains(sequence) || test.contains(sequence));
    return new Parts(train, List.copyOf(validation), List.copyOf(test));
  }

  private static Vocabulary vocabulary(
      DataConfig config, String name, String text, List<String> train) {
    List<String> counted = config.tokens() == Tokens.WORD ? train : config.unit().of(text);
    VocabularyBuilder builder = Vocabulary.builder(config.specials()).sortedByCodePoint();
    try {
      counted.forEach(sequence -> builder.count(config.tokens().of(sequence)));
      return builder.build(config.vocabularyLimits());
    } catch (IllegalArgumentException cause) {
      throw new DataException(name + ": " + cause.getMessage(), cause);
    }
  }
}
