package io.github.rnn4j.optimizer;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that falls in a straight line to zero.
 *
 * <p>In update {@code i = 0, 1, ...}: {@code rate * max(0, 1 - i / updates)}.
 *
 * <p>Deeplearning4j's {@code PolySchedule} with power 1 is meant to do this, and has a plus in
 * place of the minus in 1.0.0-M2.1: its rate doubles.
 */
public final class LinearDecaySchedule implements ISchedule {
  private static final long serialVersionUID = 1L;

  private final double rate;
  private final int updates;

  /**
   * A schedule.
   *
   * @param rate the learning rate of the first update, above 0
   * @param updates of the whole run, 1 or more; from then on the rate is 0
   * @throws IllegalArgumentException if a number is out of its range
   */
  public LinearDecaySchedule(
      @JsonProperty("rate") double rate, @JsonProperty("updates") int updates) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("rate is " + rate + ": give a finite number above 0");
    }
    if (updates < 1) {
      throw new IllegalArgumentException("updates is " + updates + ": give 1 or more");
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
   * When the rate has fallen to 0.
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
