package io.github.rnn4j.optimizer;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that is constant for the first half of the epochs, then falls by equal amounts
 * from epoch to epoch, and is a twentieth of its initial value in the last one.
 *
 * <p>In epoch {@code e = 0, 1, ..., n - 1}, where {@code h = (n - 1) / 2}, rounded down, is the
 * last epoch of the first half: {@code rate * (1 - 0.95 * max(0, e - h) / (n - 1 - h))}. After the
 * last epoch the rate no longer changes.
 */
public final class LateDecaySchedule implements ISchedule {
  private static final long serialVersionUID = 1L;

  private static final double LAST = 0.05;

  private final double rate;
  private final int epochs;

  /**
   * Creates a schedule.
   *
   * @param rate the learning rate of the first epoch, above 0
   * @param epochs number of epochs in the whole run, at least 1
   * @throws IllegalArgumentException if a value is out of range
   */
  public LateDecaySchedule(@JsonProperty("rate") double rate, @JsonProperty("epochs") int epochs) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "rate is " + rate + ": it must be a finite number above 0");
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs is " + epochs + ": it must be at least 1");
    }
    this.rate = rate;
    this.epochs = epochs;
  }

  /**
   * The learning rate of the first epoch.
   *
   * @return above 0
   */
  @JsonProperty("rate")
  public double rate() {
    return rate;
  }

  /**
   * The number of epochs after which the rate no longer changes.
   *
   * @return at least 1
   */
  @JsonProperty("epochs")
  public int epochs() {
    return epochs;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    int last = epochs - 1;
    int half = last / 2;
    int beyond = Math.min(epoch, last) - half;
    return beyond <= 0 ? rate : rate * (1 - (1 - LAST) * beyond / (last - half));
  }

  @Override
  public LateDecaySchedule clone() {
    return new LateDecaySchedule(rate, epochs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LateDecaySchedule that && rate == that.rate && epochs == that.epochs;
  }

  @Override
  public int hashCode() {
    return Objects.hash(rate, epochs);
  }
}
