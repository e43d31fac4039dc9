package io.github.rnn4j.batch;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Windows of one long sequence in random order: each row of a minibatch reads {@code T} tokens from
 * somewhere, and predicts the token after each. A row knows nothing of what precedes its window.
 *
 * <p>The windows of {@code T + 1} tokens begin every {@code stride} tokens. In each pass all of
 * them are shuffled and dealt into minibatches of exactly {@code B}; the windows that are left
 * over, less than {@code B}, are not used in this pass. The order is a function of seed and pass
 * alone.
 *
 * <p>With 40 steps, 64 rows and a stride of 1 these are the minibatches of S. Raschka, Y. Liu, V.
 * Mirjalili (2022), <cite>Machine Learning with PyTorch and Scikit-Learn</cite>, Packt, chapter 15,
 * but for one point: the textbook shuffles anew for each minibatch, so that a window may come again
 * at once; here all others come first.
 *
 * <pre>{@code
 * RandomWindows windows = new RandomWindows(tokens, options, 1, 42L).section(0, 10_000);
 * while (windows.hasNext()) {
 *   network.fit(windows.next()); // one update
 * }
 * new RandomWindows(tokens, options, 0, 42L); // IllegalArgumentException: stride is 0
 * }</pre>
 *
 * <p>Not for several threads at once. A pass takes 4 bytes per window of memory.
 *
 * @see TokenStreams
 */
public final class RandomWindows extends MinibatchSeries {

  private static final long serialVersionUID = 1L;

  private final int stride;
  private final long seed;
  private transient long passOfOrder;
  private transient int[] order;

  /**
   * All windows of a sequence; an iterator over the first pass.
   *
   * @param tokens token indices, at least enough for one minibatch; they are copied
   * @param options size and encoding of the minibatches
   * @param stride from the start of a window to the start of the next, 1 or more; 1 takes every
   *     window, {@code T} takes windows that predict each token once
   * @param seed any number; the same seed gives the same order
   * @throws IllegalArgumentException if the stride is out of its range, an index is none of the
   *     vocabulary, or there are fewer windows than rows in a minibatch
   */
  public RandomWindows(int[] tokens, WindowOptions options, int stride, long seed) {
    this(
        new SlicedTokens(tokens, options),
        stride,
        seed,
        0,
        minibatchesPerPass(tokens.length, options, stride));
  }

  private RandomWindows(SlicedTokens tokens, int stride, long seed, long from, long count) {
    super(tokens, from, count);
    this.stride = stride;
    this.seed = seed;
  }

  private static int minibatchesPerPass(int length, WindowOptions options, int stride) {
    if (stride < 1) {
      throw new IllegalArgumentException(
          "stride is %d; it must be 1 or more (1 takes every window)".formatted(stride));
    }
    int windows = windows(length, options.steps(), stride);
    if (windows < options.batchSize()) {
      throw new IllegalArgumentException(
          "%d tokens have %d windows of %d + 1 tokens, and a minibatch takes %d; give a longer sequence, fewer steps or a smaller batch"
              .formatted(length, windows, options.steps(), options.batchSize()));
    }
    return windows / options.batchSize();
  }

  private static int windows(int length, int steps, int stride) {
    return length <= steps ? 0 : (length - steps - 1) / stride + 1;
  }

  /**
   * A stretch of the same series, as an iterator of its own: for an epoch that is not a pass but a
   * number of updates, or to go on from a {@link #position()}.
   *
   * @param from number of the first minibatch, 0 or more, beyond the first pass too
   * @param count number of minibatches, 1 or more
   * @return the iterator; its {@link #reset()} goes to the stretch that follows
   * @throws IllegalArgumentException if a number is out of its range
   */
  public RandomWindows section(long from, long count) {
    return new RandomWindows(tokens(), stride, seed, from, count);
  }

  @Override
  public int minibatchesPerPass() {
    return windows() / tokens().options().batchSize();
  }

  /**
   * The number of windows of the sequence.
   *
   * @return B or more
   */
  public int windows() {
    return windows(tokens().length(), tokens().options().steps(), stride);
  }

  @Override
  DataSet build(long k) {
    int perPass = minibatchesPerPass();
    int[] shuffled = order(k / perPass);
    int batchSize = tokens().options().batchSize();
    int first = (int) (k % perPass) * batchSize;
    int[] starts =
        Arrays.stream(shuffled, first, first + batchSize).map(w -> w * stride).toArray(); // [B]
    return tokens().build(starts, tokens().options().steps());
  }

  /** All windows in the order of a pass; kept until another pass is asked for. */
  private int[] order(long pass) {
    if (order == null || passOfOrder != pass) {
      Random random = new Random(PassSeed.of(seed, pass));
      int[] shuffled = IntStream.range(0, windows()).toArray();
      for (int i = shuffled.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = shuffled[i];
        shuffled[i] = shuffled[j];
        shuffled[j] = swapped;
      }
      order = shuffled;
      passOfOrder = pass;
    }
    return order;
  }
}
