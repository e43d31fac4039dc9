package io.github.rnn4j.benchmark.work;

/**
 * The size of a minibatch.
 *
 * @param size B, number of sequences
 * @param shortest minimum length
 * @param longest maximum length; lengths are drawn uniformly from the range
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
          "size %d, lengths %d to %d: size and lengths must be 1 or more, and the range must not be empty"
              .formatted(size, shortest, longest));
    }
  }

  /**
   * Returns a batch of sequences of equal length.
   *
   * @param size B
   * @param steps T
   * @return the batch
   */
  public static Batch of(int size, int steps) {
    return new Batch(size, steps, steps);
  }
}
