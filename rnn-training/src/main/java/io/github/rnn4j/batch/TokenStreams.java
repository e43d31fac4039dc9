package io.github.rnn4j.batch;

import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;

/**
 * One long sequence cut into {@code B} streams that are read side by side: row {@code b} of a
 * minibatch goes on where row {@code b} of the minibatch before it ended. For truncated
 * backpropagation through time with the state carried from one minibatch to the next, and for
 * measuring a model that reads on.
 *
 * <p>Of {@code n} tokens the first is only read. The other {@code n - 1} are predicted by streams
 * of {@code L = (n - 1) / B} tokens each, rounded down: stream {@code b} reads the tokens {@code b
 * L} to {@code b L + L - 1} and predicts those one further, so that each token is predicted exactly
 * once, but for the last {@link #unpredicted()} ones, which are fewer than {@code B}. A minibatch
 * has {@code T} steps; the last one of a pass has {@code L mod T} where that is not 0. The next
 * pass begins again at the front.
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
 * <p>There is no chance in it. Not for several threads at once.
 *
 * @see RandomWindows
 */
public final class TokenStreams extends MinibatchSeries {

  private static final long serialVersionUID = 1L;

  /**
   * The streams of a sequence; an iterator over the first pass.
   *
   * @param tokens token indices, at least {@code B + 1}; they are copied
   * @param options size and encoding of the minibatches
   * @throws IllegalArgumentException if an index is none of the vocabulary, or there are too few
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
          "%d tokens do not give each of %d streams a token to read and one to predict; there must be %d or more. Give a longer sequence or a smaller batch"
              .formatted(length, options.batchSize(), options.batchSize() + 1));
    }
    return (predictions - 1) / options.steps() + 1;
  }

  /**
   * A stretch of the same series, as an iterator of its own: for an epoch that is not a pass but a
   * number of updates, or to go on from a {@link #position()} with the state that was carried
   * there.
   *
   * @param from number of the first minibatch, 0 or more, beyond the first pass too
   * @param count number of minibatches, 1 or more
   * @return the iterator; its {@link #reset()} goes to the stretch that follows
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
   * Whether {@link #next()} gives the first minibatch of a pass, whose rows continue nothing: the
   * state that was carried so far must be cleared before it.
   *
   * @return true at the front of the sequence
   */
  public boolean startsPass() {
    return position() % minibatchesPerPass() == 0;
  }

  /**
   * The tokens at the end of the sequence that no stream predicts.
   *
   * @return 0 to B - 1; 0 with a batch size of 1
   */
  public int unpredicted() {
    return (tokens().length() - 1) % tokens().options().batchSize();
  }

  /**
   * The tokens that are predicted in a pass.
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
