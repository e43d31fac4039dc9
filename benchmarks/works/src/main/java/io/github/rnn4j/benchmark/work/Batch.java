package io.github.rnn4j.benchmark.work;

/**
 * Size of a minibatch.
 *
 * @param size B, number of sequences
 * @param shortest least length
 * @param longest greatest length; lengths are drawn evenly from the range
 */
public record Batch(int size, int shortest, int longest) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Batch {
    if (size < 1 || shortest < 1 || longest < shortest) {
      throw new IllegalArgumentException(
          "size %d, lengths %d to %d: both must be 1 or more, and the range not empty"
              .formatted(size, shortest, longest));
    }
  }

  /**
   * Sequences of one length.
   *
   * @param size B
   * @param steps T
   * @return the batch
   */
  public static Batch of(int size, int steps) {
    return new Batch(size, steps, steps);
  }
}
