package io.github.rnn4j.datasets.series;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/**
 * Equally spaced times: step {@code i} is at {@code start + i * amount} units.
 *
 * @param start the time of step 0
 * @param unit the unit of the distance: {@code MONTHS}, {@code DAYS} or {@code SECONDS}; {@code
 *     FOREVER} for a series without dates
 * @param amount the distance between two steps in that unit, 1 or more
 */
public record TimeAxis(LocalDateTime start, ChronoUnit unit, long amount) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final long SECONDS_PER_DAY = 86_400;

  /**
   * Checks the distance.
   *
   * @param start the time of step 0
   * @param unit the unit of the distance
   * @param amount the distance
   * @throws IllegalArgumentException if the amount is below 1, or the unit is not one of these
   */
  public TimeAxis {
    Objects.requireNonNull(start, "start");
    if (amount < 1) {
      throw new IllegalArgumentException("amount is " + amount + "; it must be 1 or more");
    }
    switch (unit) {
      case MONTHS, DAYS, SECONDS, FOREVER -> {}
      default ->
          throw new IllegalArgumentException(
              "unit is " + unit + "; it must be MONTHS, DAYS, SECONDS, or FOREVER for no dates");
    }
  }

  /**
   * Returns an axis without dates whose steps are counted from 0.
   *
   * @return the axis
   */
  public static TimeAxis counted() {
    return counted(0, 1);
  }

  /**
   * Returns an axis without dates whose steps are numbered.
   *
   * @param first the number of step 0, 0 or more
   * @param amount the distance between two numbers, 1 or more
   * @return the axis
   */
  public static TimeAxis counted(long first, long amount) {
    return new TimeAxis(SeriesTime.ZERO.plusSeconds(first), ChronoUnit.FOREVER, amount);
  }

  /**
   * Returns whether the steps have dates.
   *
   * @return false for numbered steps
   */
  public boolean dated() {
    return unit != ChronoUnit.FOREVER;
  }

  /**
   * Returns the time of a step.
   *
   * @param step 0 or more; it may be beyond the end of a series
   * @return its time
   * @throws DateTimeException if the axis has no dates
   */
  public LocalDateTime at(long step) {
    if (!dated()) {
      throw new DateTimeException("step " + step + " of a series without dates has no time");
    }
    return start.plus(Math.multiplyExact(step, amount), unit);
  }

  /**
   * Returns the label of a step in a CSV file: the date, as precise as the distance requires, or
   * the number of the step.
   *
   * @param step 0 or more
   * @return for example {@code 1949-01}, {@code 1981-01-01}, {@code 2026-11-22T14:05:00} or {@code
   *     17}
   */
  public String label(long step) {
    if (!dated()) {
      return Long.toString(SeriesTime.numberOf(start) + step * amount);
    }
    LocalDateTime time = at(step);
    if (unit == ChronoUnit.MONTHS && start.getDayOfMonth() == 1) {
      return MONTH.format(time);
    }
    boolean midnight = start.toLocalTime().toSecondOfDay() == 0;
    boolean days = unit != ChronoUnit.SECONDS || amount % SECONDS_PER_DAY == 0;
    return (midnight && days ? DAY : SECOND).format(time);
  }

  /**
   * Returns the distance between two steps in words.
   *
   * @return text such as {@code 1 month}, {@code 1 day}, {@code 3600 seconds} or {@code 1 step}
   */
  public String distance() {
    String one =
        switch (unit) {
          case MONTHS -> "month";
          case DAYS -> "day";
          case SECONDS -> "second";
          default -> "step";
        };
    return amount + " " + one + (amount == 1 ? "" : "s");
  }

  /**
   * Returns the first step of this axis that is later than a step of another axis.
   *
   * @param other the other axis, with dates if this one has them
   * @param step a step of the other axis
   * @return 0 or more; it may be beyond the end of a series
   * @throws IllegalArgumentException if only one of them has dates
   */
  public long firstAfter(TimeAxis other, long step) {
    if (dated() != other.dated()) {
      throw new IllegalArgumentException(
          "one of the series has dates and the other has not; use series of the same kind");
    }
    ChronoUnit counted = dated() ? unit : ChronoUnit.SECONDS;
    LocalDateTime last = other.start.plus(step * other.amount, dated() ? other.unit : counted);
    return last.isBefore(start) ? 0 : counted.between(start, last) / amount + 1;
  }

  /**
   * Returns the number of steps from {@code start} to {@code time}, or -1 if it lies between two
   * steps.
   */
  long stepOf(LocalDateTime time) {
    ChronoUnit counted = dated() ? unit : ChronoUnit.SECONDS;
    long units = counted.between(start, time);
    boolean onStep = units % amount == 0 && start.plus(units, counted).equals(time);
    return onStep ? units / amount : -1;
  }
}
