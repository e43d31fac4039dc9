package io.github.rnn4j.kernel;

/**
 * An unbroken stretch of valid steps of one sequence: a sequence of its own for a recurrent layer.
 *
 * @param sequence its row in the minibatch, from 0
 * @param start its first time step, from 0
 * @param length number of steps, at least 1
 * @param first whether it is the first segment of its sequence
 * @param last whether it is the last segment of its sequence
 */
public record Segment(int sequence, int start, int length, boolean first, boolean last) {

  /**
   * Checks the ranges.
   *
   * @param sequence its row in the minibatch
   * @param start its first time step
   * @param length number of steps
   * @param first whether it is the first segment of its sequence
   * @param last whether it is the last segment of its sequence
   * @throws IllegalArgumentException if a number is negative or the segment is empty
   */
  public Segment {
    if (sequence < 0 || start < 0 || length < 1) {
      throw new IllegalArgumentException(
          "Segment of sequence %d from step %d, length %d: expected numbers from 0, length from 1"
              .formatted(sequence, start, length));
    }
  }

  /** The step of the minibatch that comes {@code step}-th when the segment is walked through. */
  public int time(int step, boolean backward) {
    return backward ? start + length - 1 - step : start + step;
  }

  /** Whether this is the segment of its sequence that a direction walks through last. */
  public boolean isFinal(boolean backward) {
    return backward ? first : last;
  }
}
