package io.github.rnn4j.imdb.data;

import io.github.rnn4j.cli.data.DataPath;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.reviews.BalancedSample;
import io.github.rnn4j.datasets.reviews.ImdbReviews;
import io.github.rnn4j.datasets.reviews.Review;
import io.github.rnn4j.datasets.reviews.ReviewChecksum;
import io.github.rnn4j.datasets.reviews.ReviewSource;
import io.github.rnn4j.datasets.reviews.StratifiedSplit;
import io.github.rnn4j.datasets.reviews.SyntheticReviewConfig;
import io.github.rnn4j.datasets.reviews.SyntheticReviews;
import io.github.rnn4j.imdb.config.DataConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datavec.api.records.reader.RecordReader;

/**
 * The reviews of a run in three parts.
 *
 * <p>Of the training reviews one in {@value #HELD_OUT} is held out for validation, as many of each
 * class as their share, equal texts on one side: 20,000 and 5,000 of the Large Movie Review
 * Dataset. Data without a test part of their own give one in {@value #HELD_OUT} to the test first,
 * in the same way.
 *
 * @param name what a person calls the data
 * @param synthetic whether a program made the reviews up
 * @param train the reviews to learn from
 * @param validation the reviews that choose the best epoch
 * @param test the reviews to test on once
 */
public record ImdbData(
    String name,
    boolean synthetic,
    List<Review> train,
    List<Review> validation,
    List<Review> test) {

  private static final int HELD_OUT = 5;
  private static final int LEAST = 10;
  private static final int SYNTHETIC_COUNT = 4000;
  private static final long SYNTHETIC_SEED = 1;

  /**
   * Copies the lists.
   *
   * @param name as for the record
   * @param synthetic as for the record
   * @param train as for the record
   * @param validation as for the record
   * @param test as for the record
   */
  public ImdbData {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /**
   * Reads the data of a configuration.
   *
   * @param config which data, and how many
   * @param seed of the sample and of the split
   * @param cache where downloaded data are kept
   * @return the three parts
   * @throws DataException if the data are missing, damaged or too few; the message says what to do
   */
  public static ImdbData load(DataConfig config, long seed, DataCache cache) {
    return withoutParts(config.data())
        .map(source -> ofOnePart(ReviewRecords.of(source), config.limit(), seed))
        .orElseGet(() -> ofParts(withParts(config.data(), cache), config.limit(), seed));
  }

  /**
   * Reads data to measure on, without a split: all of it is the test part, however few they are.
   *
   * @return none if the data come with parts of their own
   * @throws DataException if the data are missing or damaged; the message says what to do
   */
  public static Optional<ImdbData> unsplit(DataConfig config, long seed) {
    return withoutParts(config.data())
        .map(ReviewRecords::of)
        .map(
            records ->
                new ImdbData(
                    records.name(),
                    records.synthetic(),
                    List.of(),
                    List.of(),
                    sample(records, config.limit(), seed)));
  }

  /**
   * Splits the records of a reader of your own as {@link #load} splits those of a file.
   *
   * @param name what a person calls the data
   * @param reader of records whose first two values are a text and its label, 0 for negative or 1
   *     for positive; read to its end and left open
   * @param limit how many reviews at most, 0 for all
   * @param seed of the sample and of the split
   * @return the three parts
   * @throws DataException if a record is something else, or there are too few; the message says
   *     what to do
   */
  public static ImdbData of(String name, RecordReader reader, int limit, long seed) {
    return ofOnePart(ReviewRecords.of(name, reader), limit, seed);
  }

  /**
   * SHA-256 of all reviews in their order, the three parts one after the other.
   *
   * @return 64 hexadecimal digits
   */
  public String checksum() {
    return ReviewChecksum.of(all());
  }

  /**
   * The three parts one after the other.
   *
   * @return all reviews
   */
  public List<Review> all() {
    List<Review> all = new ArrayList<>(train);
    all.addAll(validation);
    all.addAll(test);
    return all;
  }

  private static Path place(String data) {
    return DataPath.find(data, "data", List.of(DataConfig.SYNTHETIC, DataConfig.IMDB));
  }

  /** Data that are one list of reviews; none if they come with parts of their own. */
  private static Optional<ReviewSource> withoutParts(String data) {
    if (data.equals(DataConfig.SYNTHETIC)) {
      return Optional.of(
          new SyntheticReviews(SyntheticReviewConfig.standard(SYNTHETIC_COUNT, SYNTHETIC_SEED)));
    }
    if (data.equals(DataConfig.IMDB)) {
      return Optional.empty();
    }
    ImdbReviews reviews = ImdbReviews.at(place(data));
    return reviews.hasParts() ? Optional.empty() : Optional.of(reviews.part(ImdbReviews.Part.ALL));
  }

  private static ImdbReviews withParts(String data, DataCache cache) {
    return ImdbReviews.at(
        data.equals(DataConfig.IMDB) ? cache.fetch(ImdbReviews.ORIGINAL) : place(data));
  }

  private static ImdbData ofParts(ImdbReviews reviews, int limit, long seed) {
    ReviewRecords train = ReviewRecords.of(reviews.part(ImdbReviews.Part.TRAIN));
    List<Review> learning = sample(train, limit, seed);
    ReviewRecords test = ReviewRecords.of(reviews.part(ImdbReviews.Part.TEST));
    return of(train, learning, sample(test, limit, seed), seed);
  }

  private static ImdbData ofOnePart(ReviewRecords source, int limit, long seed) {
    StratifiedSplit split = split(source, sample(source, limit, seed), seed);
    return of(source, split.train(), split.heldOut(), seed);
  }

  private static ImdbData of(
      ReviewRecords source, List<Review> learning, List<Review> test, long seed) {
    StratifiedSplit split = split(source, learning, seed);
    String name = source.name().replaceFirst(", train$", "");
    requireBothClasses(name, "training", split.train());
    requireBothClasses(name, "validation", split.heldOut());
    requireBothClasses(name, "test", test);
    return new ImdbData(name, source.synthetic(), split.train(), split.heldOut(), test);
  }

  private static List<Review> sample(ReviewRecords source, int limit, long seed) {
    List<Review> all = source.reviews();
    if (all.isEmpty()) {
      throw new DataException(source.name() + " holds no reviews; give other data");
    }
    return limit == 0 ? all : BalancedSample.of(all, limit, seed);
  }

  private static StratifiedSplit split(ReviewRecords source, List<Review> reviews, long seed) {
    if (reviews.size() < LEAST) {
      throw new DataException(
          "%s: %d reviews are too few to train and measure on; give at least %d"
              .formatted(source.name(), reviews.size(), LEAST));
    }
    return StratifiedSplit.of(reviews, Math.round((float) reviews.size() / HELD_OUT), seed);
  }

  private static void requireBothClasses(String data, String part, List<Review> reviews) {
    for (int label = 0; label < Review.LABELS.size(); label++) {
      int wanted = label;
      if (reviews.stream().noneMatch(review -> review.label() == wanted)) {
        throw new DataException(
            "%s: the %s part (%d reviews) has no %s review, and each part needs both kinds; give more %s reviews with different texts"
                .formatted(
                    data,
                    part,
                    reviews.size(),
                    Review.LABELS.get(label),
                    Review.LABELS.get(label)));
      }
    }
  }
}
