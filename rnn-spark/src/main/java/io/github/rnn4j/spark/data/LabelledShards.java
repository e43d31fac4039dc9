package io.github.rnn4j.spark.data;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.labelled.ClassNames;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.data.EncodedReview;
import io.github.rnn4j.imdb.data.ReviewEncoder;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.text.Tokenizer;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyBuilder;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Labelled texts, split into three sets and encoded by the executors of a cluster.
 *
 * <p>Whether a text is for training, validation or testing follows from its SHA-256 checksum and
 * the seed, or from that of its group; equal texts are in the same set. The proportions are those
 * of one machine: a fifth for testing, unless the data comes with a test set, and a fifth of the
 * rest for validation. The shards of the training set are equally large: up to one text less than
 * there are shards is left out. Those of the other sets may differ by one text.
 *
 * <p>The order of the texts, and so everything that follows from it, depends only on the texts and
 * the seed, not on the files that they came from or the number of executors.
 */
public final class LabelledShards {

  private static final double HELD_OUT = 0.2;

  /** An encoded text, and its place among all. */
  private static final class Encoded implements Serializable {
    private static final long serialVersionUID = 1L;

    final long order;
    final Part part;
    final int label;
    final int[] tokens;
    final boolean cut;

    Encoded(long order, Part part, int label, int[] tokens, boolean cut) {
      this.order = order;
      this.part = part;
      this.label = label;
      this.tokens = tokens;
      this.cut = cut;
    }
  }

  private final DataConfig config;
  private final int shards;
  private final long seed;
  private final LabelledRows source;
  private final RowSurvey survey;
  private final TextClasses classes;
  private final Vocabulary vocabulary;
  private JavaRDD<Shard> train;
  private JavaRDD<Shard> validation;
  private JavaRDD<Shard> test;
  private Map<Part, long[]> sizes; // of each class
  private long cut;
  private long left; // of the training set, so that its shards are equally large

  private LabelledShards(
      LabelledRows source,
      DataConfig config,
      long seed,
      int shards,
      RowSurvey survey,
      Optional<Vocabulary> known) {
    this.source = source;
    this.config = config;
    this.shards = shards;
    this.seed = seed;
    this.survey = survey;
    this.classes = new TextClasses(survey.classes(source));
    this.vocabulary = known.orElseGet(this::counted);
    encode();
  }

  /**
   * Reads, splits and encodes texts.
   *
   * @param source where they are
   * @param config how they are encoded
   * @param seed the seed of the split and of the order
   * @param skipBad whether rows that cannot be used are left out
   * @param shards the number of shards of each set
   * @param known the vocabulary; empty to count that of the training set
   * @return the shards, which Spark keeps in memory, or on disk if that does not suffice
   * @throws DataException if a row cannot be used, or there are too few texts
   */
  public static LabelledShards of(
      LabelledRows source,
      DataConfig config,
      long seed,
      boolean skipBad,
      int shards,
      Optional<Vocabulary> known) {
    RowSurvey survey = RowSurvey.of(source);
    if (!skipBad) {
      survey.requireNoneBad(source);
    }
    return new LabelledShards(source, config, seed, shards, survey, known);
  }

  private Vocabulary counted() {
    boolean parts = source.hasParts();
    long splitSeed = seed;
    JavaRDD<String> texts =
        source
            .rows()
            .filter(row -> row.isUsable() && part(row, parts, splitSeed) == Part.TRAIN)
            .map(LabelledRow::text);
    String tokenizer = config.tokenizer();
    VocabularyBuilder builder = Vocabulary.builder(DataConfig.SPECIALS);
    TokenCounts.addTo(
        builder,
        texts,
        () -> Tokenizer.named(tokenizer)::tokenize,
        config.minCount(),
        config.maxVocabulary() == 0 ? Vocabulary.MAX_SIZE : config.maxVocabulary());
    return builder.build(config.vocabularyLimits());
  }

  private static Part part(LabelledRow row, boolean parts, long seed) {
    if (row.test()) {
      return Part.TEST;
    }
    String unit = row.group().isEmpty() ? row.text() : row.group();
    double place = (mixed(hash(unit) ^ mixed(seed)) >>> 11) * 0x1p-53; // 0 to 1
    double tested = parts ? 0 : HELD_OUT;
    return place < tested
        ? Part.TEST
        : place < tested + HELD_OUT * (1 - tested) ? Part.VALIDATION : Part.TRAIN;
  }

  private static long hash(String text) {
    return ByteBuffer.wrap(Digests.of(text)).getLong();
  }

  /** Spreads a number over all 64 bits: the finalizer of SplitMix64 (G. Steele et al., 2014). */
  private static long mixed(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }

  private void encode() {
    Broadcast<DataConfig> sentConfig = spark().broadcast(config);
    Broadcast<SentVocabulary> sentVocabulary = spark().broadcast(SentVocabulary.of(vocabulary));
    Broadcast<TextClasses> sentClasses = spark().broadcast(classes);
    boolean parts = source.hasParts();
    long orderSeed = seed;
    FlatMapFunction<Iterator<LabelledRow>, Encoded> encode =
        rows -> {
          ReviewEncoder encoder =
              new ReviewEncoder(sentConfig.value(), sentVocabulary.value().open());
          Map<String, Integer> labels = new HashMap<>();
          for (String name : sentClasses.value().names()) {
            labels.put(name.toLowerCase(Locale.ROOT), labels.size());
          }
          List<Encoded> encoded = new ArrayList<>();
          rows.forEachRemaining(
              row -> {
                if (row.isUsable()) {
                  EncodedReview review = encoder.encode(row.text());
                  int label = labels.get(RowSurvey.label(row).toLowerCase(Locale.ROOT));
                  encoded.add(
                      new Encoded(
                          mixed(mixed(hash(row.text()) ^ orderSeed) + label),
                          part(row, parts, orderSeed),
                          label,
                          review.indices(),
                          review.truncated()));
                }
              });
          return encoded.iterator();
        };
    JavaRDD<Encoded> all =
        source.rows().mapPartitions(encode).persist(StorageLevel.MEMORY_AND_DISK());
    survey(all);
    long learned = size(Part.TRAIN);
    long equal = learned - learned % shards;
    if (equal == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has only %,d texts for training, fewer than the %d shards; use more texts, or fewer --shards",
              source.address(),
              learned,
              shards));
    }
    train = sharded(numbered(all, Part.TRAIN).filter(text -> text._1 < equal));
    validation = sharded(numbered(all, Part.VALIDATION));
    test = sharded(numbered(all, Part.TEST));
    left = learned - equal;
    train.count();
    validation.count();
    test.count();
    all.unpersist();
  }

  private JavaPairRDD<Long, Encoded> numbered(JavaRDD<Encoded> all, Part part) {
    return Sharding.numbered(
        all.filter(text -> text.part == part).mapToPair(text -> new Tuple2<>(text.order, text)),
        shards);
  }

  private JavaRDD<Shard> sharded(JavaPairRDD<Long, Encoded> numbered) {
    return Sharding.divided(
        numbered,
        shards,
        texts ->
            new Shard(
                texts.stream().map(text -> text.tokens).toArray(int[][]::new),
                texts.stream().mapToInt(text -> text.label).toArray()));
  }

  private void survey(JavaRDD<Encoded> all) {
    sizes = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      sizes.put(part, new long[classes.size()]);
    }
    // By name, because the hash code of an enum constant is another one in each process.
    all.mapToPair(text -> new Tuple2<>(new Tuple2<>(text.part.name(), text.label), 1L))
        .reduceByKey(Long::sum)
        .collectAsMap()
        .forEach((set, count) -> sizes.get(Part.valueOf(set._1))[set._2] = count);
    cut = all.filter(text -> text.cut).count();
    sizes.forEach(
        (part, counts) -> {
          for (int label = 0; label < counts.length; label++) {
            if (counts[label] == 0 && (part == Part.TRAIN || counts.length == 2)) {
              throw new DataException(
                  String.format(
                      Locale.ROOT,
                      "%s: the %s set (%,d texts) has no text of class '%s', but needs at least one; use more texts",
                      source.address(),
                      part.name().toLowerCase(Locale.ROOT).replace("train", "training"),
                      size(part),
                      ClassNames.shown(classes.name(label))));
            }
          }
        });
  }

  private long size(Part part) {
    return Arrays.stream(sizes.get(part)).sum();
  }

  private JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(source.spark().sparkContext());
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

  /** Returns the classes, all of which count the same. */
  public TextClasses classes() {
    return classes;
  }

  /** Returns the number of texts of each class in the training set. */
  public long[] trainCounts() {
    return sizes.get(Part.TRAIN).clone();
  }

  /** Returns the vocabulary. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Returns the number of texts for training. */
  public long trainTexts() {
    return size(Part.TRAIN) - left;
  }

  /** Returns the number of texts for validation. */
  public long validationTexts() {
    return size(Part.VALIDATION);
  }

  /** Returns the number of texts for testing. */
  public long testTexts() {
    return size(Part.TEST);
  }

  /** Returns the name of the data. */
  public String name() {
    return source.name();
  }

  /** Returns how the data was read and what of it was left out. */
  public String reading() {
    return source.reading()
        + survey.leftOut()
        + (left == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; %,d of the texts for training %s left out, because the shards must be equally large",
                left,
                left == 1 ? "is" : "are"))
        + (cut == 0
            ? ""
            : String.format(
                Locale.ROOT, "; %,d %s cut", cut, cut == 1 ? "long text is" : "long texts are"));
  }

  /** Returns the checksum of all texts, 64 hexadecimal digits. */
  public String checksum() {
    return survey.checksum();
  }
}
