package io.github.rnn4j.kernel.array;

/** Sizes of the arrays of a pass, which grow with the minibatch and are reused. */
public final class Capacity {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private Capacity() {}

  /**
   * Returns a number of entries as the length of an array, or throws if no array can be that long.
   */
  public static int of(long entries) {
    if (entries > LARGEST) {
      throw new IllegalArgumentException(
          "A packed layer needs an array of %d numbers, but the limit is %d: use a smaller"
                  .formatted(entries, LARGEST)
              + " minibatch, shorter sequences or truncated BPTT");
    }
    return (int) entries;
  }

  /** Returns the array if it is long enough, otherwise a longer one without its contents. */
  public static float[] grown(float[] array, long entries) {
    if (array.length >= entries) {
      return array;
    }
    return new float[(int) Math.min(LARGEST, Math.max(of(entries), entries + entries / 8))];
  }
}
