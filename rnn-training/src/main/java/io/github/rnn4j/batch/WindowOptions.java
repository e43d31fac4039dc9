package io.github.rnn4j.batch;

import io.github.rnn4j.config.Range;
import java.io.Serializable;
import java.util.Objects;

/**
 * Settings for how {@link RandomWindows} and {@link TokenStreams} split one long sequence into
 * minibatches.
 *
 * <pre>{@code
 * WindowOptions options =
 *     WindowOptions.of(new FeatureEncoding.Indices(80)).withBatchSize(32).withSteps(100);
 * options.withSteps(0); // IllegalArgumentException: steps is 0
 * }</pre>
 *
 * @param batchSize B, the number of rows of a minibatch, 1 or more; default 64
 * @param steps T, the number of tokens that each row reads, and the number that it predicts, 1 or
 *     more; default 40
 * @param features how the tokens that are read are encoded as features; no default
 * @param targets how the predicted tokens are encoded as labels; default {@link
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
   * @param batchSize see {@link WindowOptions}
   * @param steps see {@link WindowOptions}
   * @param features see {@link WindowOptions}
   * @param targets see {@link WindowOptions}
   * @throws IllegalArgumentException if a number is out of its range, or the vocabularies of
   *     features and targets differ in size
   * @throws NullPointerException if an encoding is null
   */
  public WindowOptions {
    Range.check("batchSize", batchSize, 1, Integer.MAX_VALUE);
    Range.check("steps", steps, 1, Integer.MAX_VALUE);
    Objects.requireNonNull(features, "features is null");
    Objects.requireNonNull(targets, "targets is null");
    if (features.vocabularySize() != targets.vocabularySize()) {
      throw new IllegalArgumentException(
          "Features have a vocabulary of %d tokens, targets of %d; both must use the same vocabulary"
              .formatted(features.vocabularySize(), targets.vocabularySize()));
    }
  }

  /**
   * Returns the default options: 64 rows of 40 steps, one-hot targets.
   *
   * @param features how the tokens that are read are encoded as features
   * @return the options
   */
  public static WindowOptions of(FeatureEncoding features) {
    return new WindowOptions(
        64, 40, features, new FeatureEncoding.OneHot(features.vocabularySize()));
  }

  /**
   * Returns these options with a different number of rows.
   *
   * @param newBatchSize B, 1 or more
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public WindowOptions withBatchSize(int newBatchSize) {
    return new WindowOptions(newBatchSize, steps, features, targets);
  }

  /**
   * Returns these options with a different number of steps.
   *
   * @param newSteps T, 1 or more
   * @return the options
   * @throws IllegalArgumentException if the number is out of its range
   */
  public WindowOptions withSteps(int newSteps) {
    return new WindowOptions(batchSize, newSteps, features, targets);
  }

  /**
   * Returns these options with a different encoding of the labels.
   *
   * @param newTargets how the predicted tokens are encoded as labels
   * @return the options
   * @throws IllegalArgumentException if their vocabulary has a different size
   */
  public WindowOptions withTargets(FeatureEncoding newTargets) {
    return new WindowOptions(batchSize, steps, features, newTargets);
  }
}
