package io.github.rnn4j.batch;

import java.util.List;

/**
 * Creates iterators over names, lines or sentences for models that predict the next token at every
 * step.
 *
 * <p>For {@code <bos> a b <eos>}, the features are {@code <bos> a b} and the labels {@code a b
 * <eos>}, {@code [B, V, T]} or {@code [B, 1, T]}, with a mask {@code [B, T]} for both. The length
 * of a sequence is the number of its predictions; {@link BatchOptions#maxLength} limits that
 * number, and {@link BatchOptions#labels} is not used.
 *
 * <pre>{@code
 * FeatureEncoding oneHot = new FeatureEncoding.OneHot(vocabulary.size());
 * BucketIterator names = NextToken.training(encoded, BatchOptions.of(oneHot), oneHot, 42L);
 * NextToken.training(List.of(new int[] {3}), options, oneHot, 42L); // IllegalArgumentException
 * }</pre>
 *
 * <p>For one long text, see {@link RandomWindows} and {@link TokenStreams}.
 */
public final class NextToken {

  private NextToken() {}

  /**
   * Creates an iterator for training: shuffled minibatches of similar lengths, as with {@link
   * BucketIterator#training}.
   *
   * @param sequences the token indices of each sequence, at least two; they are copied
   * @param options how minibatches are made
   * @param targets how the predicted tokens are encoded as labels: {@link FeatureEncoding.OneHot}
   *     for the loss {@code MCXENT}, {@link FeatureEncoding.Indices} for {@code SPARSE_MCXENT}
   * @param seed any number; the same seed gives the same order
   * @return the iterator, at epoch 0
   * @throws IllegalArgumentException if there are no sequences, or one is too short or has a token
   *     that an encoding does not support; the message names the sequence
   */
  public static BucketIterator training(
      List<int[]> sequences, BatchOptions options, FeatureEncoding targets, long seed) {
    return BucketIterator.shuffled(new NextTokenBatches(sequences, options, targets), seed);
  }

  /**
   * Creates an iterator for evaluation: sorted by length, in a fixed order, as with {@link
   * BucketIterator#evaluation}.
   *
   * @param sequences the token indices of each sequence, at least two; they are copied
   * @param options how minibatches are made
   * @param targets how the predicted tokens are encoded as labels
   * @return the iterator
   * @throws IllegalArgumentException if there are no sequences, or one is too short or has a token
   *     that an encoding does not support; the message names the sequence
   */
  public static BucketIterator evaluation(
      List<int[]> sequences, BatchOptions options, FeatureEncoding targets) {
    return BucketIterator.sorted(new NextTokenBatches(sequences, options, targets));
  }
}
