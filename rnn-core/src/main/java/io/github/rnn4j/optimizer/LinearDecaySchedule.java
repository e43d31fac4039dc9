package io.github.rnn4j.optimizer;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that decays linearly to zero.
 *
 * <p>In update {@code i = 0, 1, ...}: {@code rate * max(0, 1 - i / updates)}.
 *
 * <p>Deeplearning4j's {@code PolySchedule} with power 1 is meant to do this, but in 1.0.0-M2.1 it
 * has a plus in place of the minus: its rate doubles.
 */
public final class LinearDecaySchedule implements ISchedule {
  private static final long serialVersionUID = 1L;

  private final double rate;
  private final int updates;

  /**
   * Creates a schedule.
   *
   * @param rate the learning rate of the first update, above 0
   * @param updates number of updates in the whole run, at least 1; after them the rate is 0
   * @throws IllegalArgumentException if a value is out of range
   */
  public LinearDecaySchedule(
      @JsonProperty("rate") double rate, @JsonProperty("updates") int updates) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "rate is " + rate + ": it must be a finite number above 0");
    }
    if (updates < 1) {
      throw new IllegalArgumentException("updates is " + updates + ": it must be at least 1");
    }
    this.rate = rate;
    this.updates = updates;
  }

  /**
   * The learning rate of the first update.
   *
   * @return above 0
   */
  @JsonProperty("rate")
  public double rate() {
    return rate;
  }

  /**
   * The number of updates after which the rate is 0.
   *
   * @return at least 1
   */
  @JsonProperty("updates")
  public int updates() {
    return updates;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return rate * Math.max(0, 1 - (double) iteration / updates);
  }

  @Override
  public LinearDecaySchedule clone() {
    return new LinearDecaySchedule(rate, updates);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LinearDecaySchedule that
        && rate == that.rate
        && updates == that.updates;
  }

  @Override
  public int hashCode() {
    return Objects.hash(rate, updates);
  }
}
