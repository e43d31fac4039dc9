package io.github.rnn4j.kernel;

/**
 * An unbroken run of valid steps in one sequence. A recurrent layer treats it as a separate
 * sequence.
 *
 * @param sequence row of the sequence in the minibatch, from 0
 * @param start first time step of the segment, from 0
 * @param length number of steps, at least 1
 * @param first whether it is the first segment of its sequence
 * @param last whether it is the last segment of its sequence
 * @param row row of its first step in the order of {@link Packing#firstRows}
 */
public record Segment(int sequence, int start, int length, boolean first, boolean last, int row) {

  /**
   * Checks the ranges.
   *
   * @param sequence row of the sequence in the minibatch
   * @param start first time step of the segment
   * @param length number of steps
   * @param first whether it is the first segment of its sequence
   * @param last whether it is the last segment of its sequence
   * @param row row of its first step
   * @throws IllegalArgumentException if a number is negative or the segment is empty
   */
  public Segment {
    if (sequence < 0 || start < 0 || length < 1) {
      throw new IllegalArgumentException(
          "Segment has sequence %d, start %d, length %d: sequence and start must be at least 0, and length at least 1"
              .formatted(sequence, start, length));
    }
  }

  /**
   * Returns the time step at position {@code step} of the segment, counted from its end if {@code
   * backward}.
   */
  public int time(int step, boolean backward) {
    return start + place(step, backward);
  }

  /** Like {@link #time}, but returns the row in the order of {@link Packing#firstRows}. */
  public int row(int step, boolean backward) {
    return row + place(step, backward);
  }

  private int place(int step, boolean backward) {
    return backward ? length - 1 - step : step;
  }

  /** Returns whether a direction processes this segment of its sequence last. */
  public boolean isFinal(boolean backward) {
    return backward ? first : last;
  }
}
