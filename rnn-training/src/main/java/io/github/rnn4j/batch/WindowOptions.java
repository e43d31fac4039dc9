package io.github.rnn4j.batch;

import io.github.rnn4j.config.Range;
import java.io.Serializable;
import java.util.Objects;

/**
 * How {@link RandomWindows} and {@link TokenStreams} cut one long sequence into minibatches.
 *
 * <pre>{@code
 * WindowOptions options =
 *     WindowOptions.of(new FeatureEncoding.Indices(80)).withBatchSize(32).withSteps(100);
 * options.withSteps(0); // IllegalArgumentException: steps is 0
 * }</pre>
 *
 * @param batchSize B, the number of rows of a minibatch, 1 or more; default 64
 * @param steps T, the number of tokens that each row reads, and of tokens that it predicts, 1 or
 *     more; default 40
 * @param features how the tokens that are read become features; no default
 * @param targets how the tokens that are predicted become labels; default {@link
 *     FeatureEncoding.OneHot}, labels {@code [B, V, T]} for the loss {@code MCXENT}. For
 *     vocabularies of thousands of words {@link FeatureEncoding.Indices} saves memory: labels
 *     {@code [B, 1, T]} for the loss {@code SPARSE_MCXENT}
 */
public record WindowOptions(
    int batchSize, int steps, FeatureEncoding features, FeatureEncoding targets)
    implements Serializable {

  /**
   * Checks the options.
   *
   * @param batchSize as for the record
   * @param steps as for the record
   * @param features as for the record
   * @param targets as for the record
   * @throws IllegalArgumentException if a number is out of its range, or features and targets are
   *     of vocabularies of different sizes
   * @throws NullPointerException if an encoding is null
   */
  public WindowOptions {
    Range.check("batchSize", batchSize, 1, Integer.MAX_VALUE);
    Range.check("steps", steps, 1, Integer.MAX_VALUE);
    Objects.requireNonNull(features, "features is null");
    Objects.requireNonNull(targets, "targets is null");
    if (features.vocabularySize() != targets.vocabularySize()) {
      throw new IllegalArgumentException(
          "Features are of %d tokens, targets of %d; what is read and what is predicted are tokens of one vocabulary"
              .formatted(features.vocabularySize(), targets.vocabularySize()));
    }
  }

  /**
   * The default options: 64 rows of 40 steps, one-hot targets.
   *
   * @param features how the tokens that are read become features
   * @return the options
   */
  public static WindowOptions of(FeatureEncoding features) {
    return new WindowOptions(
        64, 40, features, new FeatureEncoding.OneHot(features.vocabularySize()));
  }

  /**
   * These options with another number of rows.
   *
   * @param newBatchSize B, 1 or more
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public WindowOptions withBatchSize(int newBatchSize) {
    return new WindowOptions(newBatchSize, steps, features, targets);
  }

  /**
   * These options with another number of steps.
   *
   * @param newSteps T, 1 or more
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public WindowOptions withSteps(int newSteps) {
    return new WindowOptions(batchSize, newSteps, features, targets);
  }

  /**
   * These options with other labels.
   *
   * @param newTargets how the tokens that are predicted become labels
   * @return the options
   * @throws IllegalArgumentException if they are of a vocabulary of another size
   */
  public WindowOptions withTargets(FeatureEncoding newTargets) {
    return new WindowOptions(batchSize, steps, features, newTargets);
  }
}
