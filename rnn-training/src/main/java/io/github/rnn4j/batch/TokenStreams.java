package io.github.rnn4j.batch;

import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Iterates over one long sequence split into {@code B} streams that are read in parallel: row
 * {@code b} of a minibatch continues where row {@code b} of the previous minibatch ended. For
 * truncated backpropagation through time with the state carried from one minibatch to the next, and
 * for measuring a model that carries its state.
 *
 * <p>The first of {@code n} tokens is only read. The other {@code n - 1} are predicted by streams
 * of {@code L = (n - 1) / B} tokens each, rounded down: stream {@code b} reads the tokens {@code b
 * L} to {@code b L + L - 1} and predicts the token after each. Every token is predicted exactly
 * once, except the last {@link #unpredicted()} ones, which are fewer than {@code B}. A minibatch
 * has {@code T} steps; the last one of a pass has {@code L mod T} if that is not 0. The next pass
 * begins again at the start of the sequence.
 *
 * <pre>{@code
 * TokenStreams streams = new TokenStreams(tokens, options);
 * while (streams.hasNext()) {
 *   if (streams.startsPass()) {
 *     // clear the carried state
 *   }
 *   network.fit(streams.next());
 * }
 * new TokenStreams(new int[] {3}, options); // IllegalArgumentException: nothing to predict
 * }</pre>
 *
 * <p>The order is deterministic. Not thread-safe.
 *
 * @see RandomWindows
 */
public final class TokenStreams extends MinibatchSeries {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an iterator over the first pass through the streams of a sequence.
   *
   * @param tokens token indices, at least {@code B + 1}; they are copied
   * @param options size and encoding of the minibatches
   * @throws IllegalArgumentException if an index is not in the vocabulary, or there are too few
   *     tokens
   */
  public TokenStreams(int[] tokens, WindowOptions options) {
    this(new SlicedTokens(tokens, options), 0, minibatchesPerPass(tokens.length, options));
  }

  private TokenStreams(SlicedTokens tokens, long from, long count) {
    super(tokens, from, count);
  }

  private static int minibatchesPerPass(int length, WindowOptions options) {
    int predictions = (length - 1) / options.batchSize();
    if (length < 2 || predictions < 1) {
      throw new IllegalArgumentException(
          "%d tokens are too few to give each of %d streams a token to read and one to predict; there must be %d or more. Use a longer sequence or a smaller batch"
              .formatted(length, options.batchSize(), options.batchSize() + 1));
    }
    return (predictions - 1) / options.steps() + 1;
  }

  /**
   * Returns an iterator over a section of the same series: for an epoch that is a number of updates
   * instead of a pass, or to resume from a {@link #position()} with the state that was carried
   * there.
   *
   * @param from the number of the first minibatch, 0 or more; may be beyond the first pass
   * @param count the number of minibatches, 1 or more
   * @return the iterator; its {@link #reset()} moves to the section that follows
   * @throws IllegalArgumentException if a number is out of its range
   */
  public TokenStreams section(long from, long count) {
    return new TokenStreams(tokens(), from, count);
  }

  @Override
  public int minibatchesPerPass() {
    return minibatchesPerPass(tokens().length(), tokens().options());
  }

  /**
   * Returns whether {@link #next()} will return the first minibatch of a pass. Its rows do not
   * continue any earlier rows, so the carried state must be cleared first.
   *
   * @return true at the start of the sequence
   */
  public boolean startsPass() {
    return position() % minibatchesPerPass() == 0;
  }

  /**
   * The number of tokens at the end of the sequence that no stream predicts.
   *
   * @return 0 to B - 1; 0 with a batch size of 1
   */
  public int unpredicted() {
    return (tokens().length() - 1) % tokens().options().batchSize();
  }

  /**
   * The number of tokens that are predicted in a pass.
   *
   * @return {@code B L}
   */
  public int predicted() {
    return tokens().length() - 1 - unpredicted();
  }

  @Override
  DataSet build(long k) {
    int batchSize = tokens().options().batchSize();
    int steps = tokens().options().steps();
    int streamLength = (tokens().length() - 1) / batchSize; // L
    int offset = (int) (k % minibatchesPerPass()) * steps;
    int[] starts = IntStream.range(0, batchSize).map(b -> b * streamLength + offset).toArray();
    return tokens().build(starts, Math.min(steps, streamLength - offset));
  }
}
