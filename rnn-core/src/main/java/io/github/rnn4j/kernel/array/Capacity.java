package io.github.rnn4j.kernel.array;

/** Sizes of the arrays of a pass, which grow with the minibatch and are used again. */
public final class Capacity {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private Capacity() {}

  /** A number of entries as the length of an array. */
  public static int of(long entries) {
    if (entries > LARGEST) {
      throw new IllegalArgumentException(
          "A packed layer needs an array of %d numbers, at most %d are possible: take a smaller"
                  .formatted(entries, LARGEST)
              + " minibatch, shorter sequences or truncated BPTT");
    }
    return (int) entries;
  }

  /** The array itself where it is long enough, else a longer one; contents are lost. */
  static float[] grown(float[] array, long entries) {
    if (array.length >= entries) {
      return array;
    }
    return new float[(int) Math.min(LARGEST, Math.max(of(entries), entries + entries / 8))];
  }
}
