package io.github.rnn4j.optimizer;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that rises linearly over the first updates, while the moments of the updater are
 * still unreliable (P. Goyal et al., 2017, <a href="https://arxiv.org/abs/1706.02677">Accurate,
 * Large Minibatch SGD</a>, section 2.2).
 *
 * <p>In update {@code i = 0, 1, ...}: {@code schedule(i) * min(1, (i + 1) / updates)}.
 *
 * <p>It does the same as Deeplearning4j's {@code RampSchedule}, but a network with it can be saved
 * and loaded, which fails with {@code RampSchedule} in 1.0.0-M2.1.
 *
 * <pre>{@code
 * new Adam(new WarmUpSchedule(new FixedSchedule(0.002), 500))
 * }</pre>
 */
public final class WarmUpSchedule implements ISchedule {
  private static final long serialVersionUID = 1L;

  private final ISchedule schedule;
  private final int updates;

  /**
   * Wraps a schedule.
   *
   * @param schedule the learning rate after the warm-up
   * @param updates number of updates over which the rate rises, at least 1
   * @throws IllegalArgumentException if {@code updates} is below 1
   */
  public WarmUpSchedule(
      @JsonProperty("schedule") ISchedule schedule, @JsonProperty("updates") int updates) {
    if (updates < 1) {
      throw new IllegalArgumentException(
          "updates is %d: it must be at least 1; without a warm-up, use the schedule directly"
              .formatted(updates));
    }
    this.schedule = Objects.requireNonNull(schedule, "schedule");
    this.updates = updates;
  }

  /**
   * The learning rate after the warm-up.
   *
   * @return the wrapped schedule
   */
  @JsonProperty("schedule")
  public ISchedule schedule() {
    return schedule;
  }

  /**
   * The number of updates over which the rate rises.
   *
   * @return at least 1
   */
  @JsonProperty("updates")
  public int updates() {
    return updates;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return schedule.valueAt(iteration, epoch) * Math.min(1, (iteration + 1.0) / updates);
  }

  @Override
  public WarmUpSchedule clone() {
    return new WarmUpSchedule(schedule.clone(), updates);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WarmUpSchedule that
        && updates == that.updates
        && schedule.equals(that.schedule);
  }

  @Override
  public int hashCode() {
    return Objects.hash(schedule, updates);
  }
}
