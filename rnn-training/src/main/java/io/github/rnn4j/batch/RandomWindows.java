package io.github.rnn4j.batch;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Iterates over windows of one long sequence, in random order or {@link #inOrder in order}. Each
 * row of a minibatch reads {@code T} tokens from some position, and predicts the token after each.
 * A row has no knowledge of what precedes its window.
 *
 * <p>A window of {@code T + 1} tokens begins every {@code stride} tokens. In each pass, all windows
 * are shuffled, unless they are read in order, and divided into minibatches of exactly {@code B};
 * the remaining windows, fewer than {@code B}, are not used in this pass. A random order depends
 * only on the seed and the pass.
 *
 * <p>With 40 steps, 64 rows and a stride of 1 these are the minibatches of S. Raschka, Y. Liu, V.
 * Mirjalili (2022), <cite>Machine Learning with PyTorch and Scikit-Learn</cite>, Packt, chapter 15,
 * with one difference: the textbook shuffles again for each minibatch, so a window may be repeated
 * immediately; here no window is repeated within a pass.
 *
 * <pre>{@code
 * RandomWindows windows = new RandomWindows(tokens, options, 1, 42L).section(0, 10_000);
 * while (windows.hasNext()) {
 *   network.fit(windows.next()); // one update
 * }
 * new RandomWindows(tokens, options, 0, 42L); // IllegalArgumentException: stride is 0
 * }</pre>
 *
 * <p>Not thread-safe. A pass takes 4 bytes of memory per window.
 *
 * @see TokenStreams
 */
public final class RandomWindows extends MinibatchSeries {

  private static final long serialVersionUID = 1L;

  private final int stride;
  private final long seed;
  private final boolean shuffled;
  private transient long passOfOrder;
  private transient int[] order;

  /**
   * Creates an iterator over the first pass through all windows of a sequence.
   *
   * @param tokens token indices, at least enough for one minibatch; they are copied
   * @param options size and encoding of the minibatches
   * @param stride the distance from the start of one window to the start of the next, 1 or more; 1
   *     uses every window, {@code T} uses windows that predict each token once
   * @param seed any number; the same seed gives the same order
   * @throws IllegalArgumentException if the stride is out of its range, an index is not in the
   *     vocabulary, or there are fewer windows than rows in a minibatch
   */
  public RandomWindows(int[] tokens, WindowOptions options, int stride, long seed) {
    this(
        new SlicedTokens(tokens, options),
        new Order(stride, seed, true),
        0,
        minibatchesPerPass(tokens.length, options, stride));
  }

  private RandomWindows(SlicedTokens tokens, Order order, long from, long count) {
    super(tokens, from, count);
    this.stride = order.stride();
    this.seed = order.seed();
    this.shuffled = order.shuffled();
  }

  /** Where windows begin, and whether they are shuffled, with which seed. */
  private record Order(int stride, long seed, boolean shuffled) {}

  /**
   * Creates an iterator over windows that follow one another without overlapping, in the order of
   * the sequence: each begins {@code T} tokens after the previous one, so no token is predicted
   * twice. The last windows of the sequence, fewer than {@code B}, are not used. All passes are the
   * same.
   *
   * @param tokens token indices, at least enough for one minibatch; they are copied
   * @param options size and encoding of the minibatches
   * @return the iterator over the first pass
   * @throws IllegalArgumentException if an index is not in the vocabulary, or there are fewer
   *     windows than rows in a minibatch
   */
  public static RandomWindows inOrder(int[] tokens, WindowOptions options) {
    int stride = options.steps();
    return new RandomWindows(
        new SlicedTokens(tokens, options),
        new Order(stride, 0, false),
        0,
        minibatchesPerPass(tokens.length, options, stride));
  }

  private static int minibatchesPerPass(int length, WindowOptions options, int stride) {
    if (stride < 1) {
      throw new IllegalArgumentException(
          "stride is %d; it must be 1 or more (1 uses every window)".formatted(stride));
    }
    int windows = windows(length, options.steps(), stride);
    if (windows < options.batchSize()) {
      throw new IllegalArgumentException(
          "%d tokens have %d windows of %d + 1 tokens, but a minibatch needs %d windows; use a longer sequence, fewer steps or a smaller batch"
              .formatted(length, windows, options.steps(), options.batchSize()));
    }
    return windows / options.batchSize();
  }

  private static int windows(int length, int steps, int stride) {
    return length <= steps ? 0 : (length - steps - 1) / stride + 1;
  }

  /**
   * Returns an iterator over a section of the same series: for an epoch that is a number of updates
   * instead of a pass, or to resume from a {@link #position()}.
   *
   * @param from the number of the first minibatch, 0 or more; may be beyond the first pass
   * @param count the number of minibatches, 1 or more
   * @return the iterator; its {@link #reset()} moves to the section that follows
   * @throws IllegalArgumentException if a number is out of its range
   */
  public RandomWindows section(long from, long count) {
    return new RandomWindows(tokens(), new Order(stride, seed, shuffled), from, count);
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
    int[] windows = order(k / perPass);
    int batchSize = tokens().options().batchSize();
    int first = (int) (k % perPass) * batchSize;
    int[] starts =
        Arrays.stream(windows, first, first + batchSize).map(w -> w * stride).toArray(); // [B]
    return tokens().build(starts, tokens().options().steps());
  }

  /** All windows in the order of a pass; cached until another pass is requested. */
  private int[] order(long pass) {
    if (order == null || (shuffled && passOfOrder != pass)) {
      order = IntStream.range(0, windows()).toArray();
      if (shuffled) {
        shuffle(order, new Random(PassSeed.of(seed, pass)));
      }
      passOfOrder = pass;
    }
    return order;
  }

  private static void shuffle(int[] windows, Random random) {
    for (int i = windows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = windows[i];
      windows[i] = windows[j];
      windows[j] = swapped;
    }
  }
}
