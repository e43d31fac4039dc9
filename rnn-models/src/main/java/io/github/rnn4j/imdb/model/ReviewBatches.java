package io.github.rnn4j.imdb.model;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.loop.RunException;
import java.util.List;

/** How minibatches in the input form of a configured network are made. */
public final class ReviewBatches {

  /** The maximum size of the one-hot features of one minibatch, in bytes. */
  static final long ONE_HOT_BYTES = 512L << 20;

  private final ImdbConfig config;
  private final int vocabularySize;
  private final TextClasses classes;

  public ReviewBatches(ImdbConfig config, int vocabularySize, TextClasses classes) {
    this.config = config;
    this.classes = classes;
    this.vocabularySize = vocabularySize;
  }

  /** Returns how minibatches for training are made, whatever the lengths of the reviews. */
  public BatchOptions training() {
    return options(config.training().batchSize(), 1);
  }

  /** Returns how minibatches for training on these reviews are made. */
  public BatchOptions training(List<LabelledSequence> train) {
    return options(config.training().batchSize(), longest(train));
  }

  /** Returns whether the network has packed layers, which need no minibatches for prediction. */
  boolean packs() {
    return config.network().cell() != Cell.SAMEDIFF_ELMAN;
  }

  /** Creates minibatches for prediction from sequences of token indices, without labels. */
  BucketIterator prediction(List<int[]> sequences) {
    return BucketIterator.prediction(
        sequences, options(evaluationRows(sequences), longestOf(sequences)));
  }

  /**
   * Checks that training minibatches, and single reviews of the other two sets, fit in memory. Call
   * it before a run is created.
   *
   * @throws RunException if one-hot input would need too much memory; the message says what would
   *     fit
   */
  public void requireFit(
      List<LabelledSequence> train,
      List<LabelledSequence> validation,
      List<LabelledSequence> test) {
    requireFit(train, config.training().batchSize());
    requireFit(validation, 1);
    requireFit(test, 1);
  }

  /**
   * Returns the length of the longest text that fits in a minibatch: T with 4 V T bytes within the
   * limit.
   */
  int longest() {
    if (config.network().input() != InputForm.ONE_HOT) {
      return Integer.MAX_VALUE;
    }
    return Math.toIntExact(Math.max(1, ONE_HOT_BYTES / ((long) Float.BYTES * vocabularySize)));
  }

  /**
   * Returns the batch size for evaluation: as many rows as fit, because it does not affect the
   * results.
   */
  int evaluationRows(List<int[]> sequences) {
    int most = config.training().batchSize();
    if (config.network().input() != InputForm.ONE_HOT) {
      return most;
    }
    long perRow = (long) Float.BYTES * vocabularySize * rounded(longestOf(sequences));
    return (int) Math.max(1, Math.min(most, ONE_HOT_BYTES / perRow));
  }

  /** Returns how many steps a minibatch has whose longest text has this length. */
  private int rounded(int longest) {
    int multiple = config.network().cellChoice().lengthMultiple(longest);
    return (longest - 1) / multiple * multiple + multiple;
  }

  private static int longestOf(List<int[]> sequences) {
    return sequences.stream().mapToInt(tokens -> tokens.length).max().orElse(1);
  }

  private static int longest(List<LabelledSequence> sequences) {
    return sequences.stream().mapToInt(LabelledSequence::length).max().orElse(1);
  }

  private BatchOptions options(int rows, int longest) {
    return BatchOptions.of(config.network().input().encoding(vocabularySize))
        .withBatchSize(rows)
        .withLabels(classes.encoding())
        .withLengthMultiple(config.network().cellChoice().lengthMultiple(longest));
  }

  private void requireFit(List<LabelledSequence> sequences, int batchSize) {
    int rows = Math.min(batchSize, sequences.size());
    int longest = rounded(longest(sequences));
    long perToken = (long) Float.BYTES * rows * longest;
    long bytes = perToken * vocabularySize;
    if (config.network().input() == InputForm.ONE_HOT && bytes > ONE_HOT_BYTES) {
      throw new RunException(
          "One-hot input of a minibatch needs 4 B V T = 4 x %d x %d x %d bytes = %d MB; the limit is %d MB"
                  .formatted(rows, vocabularySize, longest, bytes >> 20, ONE_HOT_BYTES >> 20)
              + ". Use --max-vocabulary %d or less, a lower --max-length or --batch-size, or --input embedding."
                  .formatted(Math.max(3, ONE_HOT_BYTES / perToken)));
    }
  }
}
