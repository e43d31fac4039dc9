package io.github.rnn4j.spark.data;

import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.TextEncoder;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyBuilder;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * A text, split into three sets and encoded by the executors of a cluster.
 *
 * <p>Of twenty blocks of an unbroken text, one is for validation and one for testing; lines and
 * sentences are distributed by their SHA-256 checksum, so equal ones are in the same set. A shard
 * of an unbroken text is one sequence: the blocks of the shard, one after the other.
 */
public final class LanguageShards {

  private static final int ONE_OF = 20;

  /** Part of a text, a block of it or a line, at its place. */
  private record Piece(long place, Part part, String text) implements Serializable {}

  private final DataConfig config;
  private final TextBlocks source;
  private final int shards;
  private final JavaRDD<Piece> pieces;
  private final Vocabulary vocabulary;
  private final String checksum;
  private final JavaRDD<Shard> train;
  private final JavaRDD<Shard> validation;
  private final JavaRDD<Shard> test;
  private final long[] tokens; // of each set

  private LanguageShards(TextBlocks source, DataConfig config, Optional<Vocabulary> known) {
    this.source = source;
    this.config = config;
    this.shards = source.shards();
    this.pieces = pieces().persist(StorageLevel.MEMORY_AND_DISK());
    this.checksum = checksumOfAll();
    this.vocabulary = known.orElseGet(this::counted);
    this.train = sharded(Part.TRAIN);
    this.validation = sharded(Part.VALIDATION);
    this.test = sharded(Part.TEST);
    this.tokens = new long[] {tokens(train), tokens(validation), tokens(test)};
    pieces.unpersist();
    if (Arrays.stream(tokens).anyMatch(count -> count < 2)) {
      throw new DataException(
          "%s is too short to hold out a twentieth for validation and another for testing; use a longer text"
              .formatted(source.address()));
    }
  }

  /**
   * Splits and encodes a text.
   *
   * @param source where it is
   * @param config how it is encoded
   * @param known the vocabulary; empty to count it
   * @return the shards, which Spark keeps in memory, or on disk if that does not suffice
   * @throws DataException if the text is too short
   */
  public static LanguageShards of(
      TextBlocks source, DataConfig config, Optional<Vocabulary> known) {
    return new LanguageShards(source, config, known);
  }

  private JavaRDD<Piece> pieces() {
    DataConfig reading = config;
    JavaRDD<TextBlocks.Block> ordered =
        source
            .blocks()
            .mapToPair(block -> new Tuple2<>(place(block), block))
            .sortByKey(true, shards)
            .values();
    if (config.unit() == Unit.TEXT) {
      return ordered
          .zipWithIndex()
          .map(block -> new Piece(block._2, ofBlock(block._2), reading.read(block._1.text())));
    }
    FlatMapFunction<TextBlocks.Block, String> units =
        block -> reading.unit().of(reading.read(block.text())).iterator();
    return ordered
        .flatMap(units)
        .zipWithIndex()
        .map(unit -> new Piece(unit._2, ofUnit(unit._1), unit._1));
  }

  /** A key that sorts by file, then by place in it. */
  private static String place(TextBlocks.Block block) {
    return "%s\0%019d\0%010d".formatted(block.file(), block.start(), block.number());
  }

  private static Part ofBlock(long number) {
    long turn = number % ONE_OF;
    return turn == ONE_OF - 2 ? Part.VALIDATION : turn == ONE_OF - 1 ? Part.TEST : Part.TRAIN;
  }

  private static Part ofUnit(String text) {
    return ofBlock(Math.floorMod(new BigInteger(Digests.of(text)).longValue(), (long) ONE_OF));
  }

  private String checksumOfAll() {
    return Digests.hexadecimal(
        pieces
            .map(piece -> Digests.sum(Digests.of(piece.place + "\n" + piece.text)))
            .fold(BigInteger.ZERO, Digests::plus));
  }

  private Vocabulary counted() {
    Tokens how = config.tokens();
    boolean all = how == Tokens.CHARACTER;
    VocabularyBuilder builder = Vocabulary.builder(config.specials()).sortedByCodePoint();
    TokenCounts.addTo(
        builder,
        pieces.filter(piece -> all || piece.part == Part.TRAIN).map(Piece::text),
        () -> how::of,
        1,
        all || config.maxVocabulary() == 0 ? Vocabulary.MAX_SIZE : config.maxVocabulary() + 1);
    try {
      return builder.build(config.vocabularyLimits());
    } catch (IllegalArgumentException cause) {
      throw new DataException(source.address() + ": " + cause.getMessage(), cause);
    }
  }

  private JavaRDD<Shard> sharded(Part part) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(source.spark().sparkContext());
    Broadcast<DataConfig> sentConfig = context.broadcast(config);
    Broadcast<SentVocabulary> sent = context.broadcast(SentVocabulary.of(vocabulary));
    JavaPairRDD<Long, String> byPlace =
        pieces
            .filter(piece -> piece.part == part)
            .mapToPair(piece -> new Tuple2<>(piece.place, piece.text));
    return Sharding.divided(
        Sharding.numbered(byPlace, shards),
        shards,
        texts -> {
          List<int[]> sequences =
              new TextEncoder(sentConfig.value(), sent.value().open()).encode(texts).sequences();
          int[][] each =
              sentConfig.value().unit() == Unit.TEXT
                  ? new int[][] {sequences.stream().flatMapToInt(Arrays::stream).toArray()}
                  : sequences.toArray(int[][]::new);
          return new Shard(each, new int[0]);
        });
  }

  private static long tokens(JavaRDD<Shard> shards) {
    return shards
        .map(shard -> Arrays.stream(shard.sequences()).mapToLong(s -> s.length).sum())
        .fold(0L, Long::sum);
  }

  /** Returns the training set. */
  public JavaRDD<Shard> train() {
    return train;
  }

  /** Returns the validation set. */
  public JavaRDD<Shard> validation() {
    return validation;
  }

  /** Returns the test set. */
  public JavaRDD<Shard> test() {
    return test;
  }

  /** Returns the number of tokens for training. */
  public long trainTokens() {
    return tokens[0];
  }

  /** Returns the number of tokens for validation. */
  public long validationTokens() {
    return tokens[1];
  }

  /** Returns the number of tokens for testing. */
  public long testTokens() {
    return tokens[2];
  }

  /** Returns the vocabulary. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Returns the name of the data. */
  public String name() {
    return source.name();
  }

  /** Returns what the user should know about how the data was read; may be empty. */
  public String reading() {
    return source.reading();
  }

  /** Returns the checksum of the text, 64 hexadecimal digits. */
  public String checksum() {
    return checksum;
  }
}
