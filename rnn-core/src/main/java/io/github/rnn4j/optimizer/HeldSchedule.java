package io.github.rnn4j.optimizer;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that stays where its schedule ended if training continues.
 *
 * <p>In update {@code i = 0, 1, ...}: {@code schedule(min(i, updates))}.
 *
 * <pre>{@code
 * new Adam(new HeldSchedule(new ExponentialSchedule(ScheduleType.ITERATION, 0.01, 0.998), 2000))
 * }</pre>
 */
public final class HeldSchedule implements ISchedule {
  private static final long serialVersionUID = 1L;

  private final ISchedule schedule;
  private final int updates;

  /**
   * Wraps a schedule.
   *
   * @param schedule the learning rate up to the end, by iteration
   * @param updates number of updates after which the rate no longer changes, at least 1
   * @throws IllegalArgumentException if {@code updates} is below 1
   */
  public HeldSchedule(
      @JsonProperty("schedule") ISchedule schedule, @JsonProperty("updates") int updates) {
    if (updates < 1) {
      throw new IllegalArgumentException("updates is " + updates + ": it must be at least 1");
    }
    this.schedule = Objects.requireNonNull(schedule, "schedule");
    this.updates = updates;
  }

  /**
   * The learning rate up to the end.
   *
   * @return the wrapped schedule
   */
  @JsonProperty("schedule")
  public ISchedule schedule() {
    return schedule;
  }

  /**
   * The number of updates after which the rate no longer changes.
   *
   * @return at least 1
   */
  @JsonProperty("updates")
  public int updates() {
    return updates;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return schedule.valueAt(Math.min(iteration, updates), epoch);
  }

  @Override
  public HeldSchedule clone() {
    return new HeldSchedule(schedule.clone(), updates);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeldSchedule that
        && updates == that.updates
        && schedule.equals(that.schedule);
  }

  @Override
  public int hashCode() {
    return Objects.hash(schedule, updates);
  }
}
