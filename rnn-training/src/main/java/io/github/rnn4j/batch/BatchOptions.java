package io.github.rnn4j.batch;

import io.github.rnn4j.config.Range;
import java.io.Serializable;
import java.util.Objects;

/**
 * How a {@link BucketIterator} makes minibatches.
 *
 * <pre>{@code
 * BatchOptions options = BatchOptions.of(new FeatureEncoding.Indices(vocabulary.size()))
 *     .withBatchSize(64)
 *     .withMaxLength(200, Truncation.KEEP_TAIL);
 * options.withBatchSize(0); // IllegalArgumentException: batchSize is 0
 * }</pre>
 *
 * @param batchSize B, the number of sequences in a minibatch, 1 or more; default 32
 * @param poolBatches how many minibatches are drawn at random together and then sorted by length
 *     inside, 1 or more; default 50. 1 gives plain random minibatches; a pool as large as the data
 *     gives the least padding, but the same neighbours in every epoch. Only training uses it.
 * @param maxLength the longest sequence in tokens, longer ones are cut to it; 1 or more, or 0 for
 *     no limit; default 0
 * @param truncation which end of a sequence stays when it is cut; default {@link
 *     Truncation#KEEP_HEAD}
 * @param lengthMultiple T is rounded up to a multiple of this, 1 or more; default 1. A larger one
 *     costs some padding and gives fewer different T, for layers that prepare themselves for each,
 *     as a {@code SameDiffRecurrentLayer} does
 * @param features how tokens become features; no default
 * @param labels how classes become labels; default {@link LabelEncoding.Binary}
 */
public record BatchOptions(
    int batchSize,
    int poolBatches,
    int maxLength,
    Truncation truncation,
    int lengthMultiple,
    FeatureEncoding features,
    LabelEncoding labels)
    implements Serializable {

  /**
   * Checks the options.
   *
   * @param batchSize as for the record
   * @param poolBatches as for the record
   * @param maxLength as for the record
   * @param truncation as for the record
   * @param lengthMultiple as for the record
   * @param features as for the record
   * @param labels as for the record
   * @throws IllegalArgumentException if a number is out of its range
   * @throws NullPointerException if an option is null
   */
  public BatchOptions {
    Range.check("batchSize", batchSize, 1, Integer.MAX_VALUE);
    Range.check("poolBatches", poolBatches, 1, Integer.MAX_VALUE);
    Range.check("maxLength", maxLength, 0, Integer.MAX_VALUE);
    Range.check("lengthMultiple", lengthMultiple, 1, Integer.MAX_VALUE);
    Objects.requireNonNull(truncation, "truncation is null");
    Objects.requireNonNull(features, "features is null");
    Objects.requireNonNull(labels, "labels is null");
  }

  /**
   * The default options: 32 sequences, pools of 50 minibatches, no limit of the length, binary
   * labels.
   *
   * @param features how tokens become features
   * @return the options
   */
  public static BatchOptions of(FeatureEncoding features) {
    return new BatchOptions(
        32, 50, 0, Truncation.KEEP_HEAD, 1, features, new LabelEncoding.Binary());
  }

  /**
   * These options with another number of sequences in a minibatch.
   *
   * @param newBatchSize B, 1 or more
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public BatchOptions withBatchSize(int newBatchSize) {
    return new BatchOptions(
        newBatchSize, poolBatches, maxLength, truncation, lengthMultiple, features, labels);
  }

  /**
   * These options with other pools.
   *
   * @param newPoolBatches minibatches in a pool, 1 or more
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public BatchOptions withPoolBatches(int newPoolBatches) {
    return new BatchOptions(
        batchSize, newPoolBatches, maxLength, truncation, lengthMultiple, features, labels);
  }

  /**
   * These options with another limit of the length.
   *
   * @param newMaxLength the longest sequence in tokens, or 0 for no limit
   * @param newTruncation which end stays
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public BatchOptions withMaxLength(int newMaxLength, Truncation newTruncation) {
    return new BatchOptions(
        batchSize, poolBatches, newMaxLength, newTruncation, lengthMultiple, features, labels);
  }

  /**
   * These options with lengths rounded up.
   *
   * @param newLengthMultiple what T shall be a multiple of, 1 or more
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public BatchOptions withLengthMultiple(int newLengthMultiple) {
    return new BatchOptions(
        batchSize, poolBatches, maxLength, truncation, newLengthMultiple, features, labels);
  }

  /**
   * These options with other labels.
   *
   * @param newLabels how classes become labels
   * @return the options
   */
  public BatchOptions withLabels(LabelEncoding newLabels) {
    return new BatchOptions(
        batchSize, poolBatches, maxLength, truncation, lengthMultiple, features, newLabels);
  }

  /** The number of steps T of a minibatch whose longest sequence has this length. */
  int steps(int longest) {
    int parts = (longest - 1) / lengthMultiple + 1;
    return Math.multiplyExact(parts, lengthMultiple);
  }
}
