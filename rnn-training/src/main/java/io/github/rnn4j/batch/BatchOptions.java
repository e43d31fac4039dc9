package io.github.rnn4j.batch;

import io.github.rnn4j.config.Range;
import java.io.Serializable;
import java.util.Objects;

/**
 * Settings for how a {@link BucketIterator} makes minibatches.
 *
 * <pre>{@code
 * BatchOptions options = BatchOptions.of(new FeatureEncoding.Indices(vocabulary.size()))
 *     .withBatchSize(64)
 *     .withMaxLength(200, Truncation.KEEP_TAIL);
 * options.withBatchSize(0); // IllegalArgumentException: batchSize is 0
 * }</pre>
 *
 * @param batchSize B, the number of sequences in a minibatch, 1 or more; default 32
 * @param poolBatches the number of minibatches in a pool, whose sequences are drawn at random and
 *     then sorted by length; 1 or more, default 50. 1 gives plain random minibatches; a pool as
 *     large as the data gives the least padding, but puts the same sequences together in every
 *     epoch. Used only for training.
 * @param maxLength the maximum length of a sequence in tokens; longer ones are truncated. 1 or
 *     more, or 0 for no limit; default 0
 * @param truncation which end of a truncated sequence is kept; default {@link Truncation#KEEP_HEAD}
 * @param lengthMultiple T is rounded up to a multiple of this, 1 or more; default 1. A larger
 *     multiple costs some padding but gives fewer different T, which helps layers that need
 *     preparation for each T, such as {@code SameDiffRecurrentLayer}
 * @param features how tokens are encoded as features; no default
 * @param labels how classes are encoded as labels; default {@link LabelEncoding.Binary}
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
   * @param batchSize see {@link BatchOptions}
   * @param poolBatches see {@link BatchOptions}
   * @param maxLength see {@link BatchOptions}
   * @param truncation see {@link BatchOptions}
   * @param lengthMultiple see {@link BatchOptions}
   * @param features see {@link BatchOptions}
   * @param labels see {@link BatchOptions}
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
   * Returns the default options: 32 sequences, pools of 50 minibatches, no length limit, binary
   * labels.
   *
   * @param features how tokens are encoded as features
   * @return the options
   */
  public static BatchOptions of(FeatureEncoding features) {
    return new BatchOptions(
        32, 50, 0, Truncation.KEEP_HEAD, 1, features, new LabelEncoding.Binary());
  }

  /**
   * Returns these options with a different batch size.
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
   * Returns these options with a different pool size.
   *
   * @param newPoolBatches the number of minibatches in a pool, 1 or more
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public BatchOptions withPoolBatches(int newPoolBatches) {
    return new BatchOptions(
        batchSize, newPoolBatches, maxLength, truncation, lengthMultiple, features, labels);
  }

  /**
   * Returns these options with a different length limit.
   *
   * @param newMaxLength the maximum length in tokens, 1 or more, or 0 for no limit
   * @param newTruncation which end of a truncated sequence is kept
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public BatchOptions withMaxLength(int newMaxLength, Truncation newTruncation) {
    return new BatchOptions(
        batchSize, poolBatches, newMaxLength, newTruncation, lengthMultiple, features, labels);
  }

  /**
   * Returns these options with lengths rounded up to a multiple.
   *
   * @param newLengthMultiple the multiple, 1 or more
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public BatchOptions withLengthMultiple(int newLengthMultiple) {
    return new BatchOptions(
        batchSize, poolBatches, maxLength, truncation, newLengthMultiple, features, labels);
  }

  /**
   * Returns these options with a different encoding of the labels.
   *
   * @param newLabels how classes are encoded as labels
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
