package io.github.rnn4j.datasets.series;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The times of the steps of a series.
 *
 * <p>Without a time zone, times are those that clocks without daylight saving show. With a zone,
 * and steps of less than a day, there are always the same number of seconds between two steps:
 * where clocks are set back, an hour occurs twice, and where they are set forward, one does not
 * occur.
 *
 * @param start the time of step 0; with a zone, in UTC
 * @param frequency the distance between two steps
 * @param zone the time zone
 * @param format how times are written where the series comes from, a name of a {@link TimeFormat};
 *     empty if {@link #label} is good enough
 */
public record TimeAxis(
    LocalDateTime start, Frequency frequency, Optional<ZoneId> zone, String format) {

  private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("yyyy", Locale.ROOT);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
  private static final long SECONDS_PER_DAY = 86_400;
  private static final String PART = "|";

  /**
   * Checks the values.
   *
   * @param start the time of step 0
   * @param frequency the distance between two steps
   * @param zone the time zone
   * @param format how times are written
   * @throws IllegalArgumentException if the start is not a time at which the frequency has a step,
   *     or a series without dates has a zone
   */
  public TimeAxis {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(format, "format");
    if (zone.isPresent() && !frequency.dated()) {
      throw new IllegalArgumentException("a series without dates has no time zone");
    }
    if (!frequency.fits(onClock(start, zone))) {
      throw new IllegalArgumentException(
          "%s is not a time of the frequency %s".formatted(start, frequency));
    }
  }

  /**
   * Returns equally spaced times without a time zone.
   *
   * @param start the time of step 0
   * @param unit the unit of the distance: {@code MONTHS}, {@code DAYS} or {@code SECONDS}; {@code
   *     FOREVER} for a series without dates
   * @param amount the distance between two steps in that unit, 1 or more
   * @throws IllegalArgumentException if the amount is below 1, or the unit is not one of these
   */
  public TimeAxis(LocalDateTime start, ChronoUnit unit, long amount) {
    this(start, Frequency.every(amount, unit), Optional.empty(), "");
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
    return new TimeAxis(TimeForm.ZERO.plusSeconds(first), ChronoUnit.FOREVER, amount);
  }

  /** Returns what the clocks of a zone show; without a zone, the time itself. */
  static LocalDateTime onClock(LocalDateTime time, Optional<ZoneId> zone) {
    return zone.map(z -> time.atZone(ZoneOffset.UTC).withZoneSameInstant(z).toLocalDateTime())
        .orElse(time);
  }

  /** Returns the time in UTC. */
  static LocalDateTime inUtc(ZonedDateTime time) {
    return time.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }

  /**
   * Returns whether the steps have dates.
   *
   * @return false for numbered steps
   */
  public boolean dated() {
    return frequency.dated();
  }

  /** Returns whether steps are of equal length in UTC rather than on the clock. */
  private boolean inUtc() {
    return zone.isPresent() && frequency.unit() == ChronoUnit.SECONDS;
  }

  /**
   * Returns the time of a step on the clock.
   *
   * @param step 0 or more; it may be beyond the end of a series
   * @return its time
   * @throws DateTimeException if the axis has no dates
   */
  public LocalDateTime at(long step) {
    if (!dated()) {
      throw new DateTimeException("step " + step + " of a series without dates has no time");
    }
    return zoned(step).toLocalDateTime();
  }

  /** The time of a step with its offset from UTC; without a zone, as if it were UTC. */
  private ZonedDateTime zoned(long step) {
    LocalDateTime time = frequency.at(origin(), step);
    ZoneId clock = zone.orElse(ZoneOffset.UTC);
    return inUtc() ? time.atZone(ZoneOffset.UTC).withZoneSameInstant(clock) : time.atZone(clock);
  }

  /**
   * Returns the label of a step in a CSV file: the date, as precise as the distance requires, or
   * the number of the step.
   *
   * @param step 0 or more
   * @return for example {@code 1949-01}, {@code 1981-01-01}, {@code 2026-11-22T14:05:00}, with a
   *     zone in which clocks change {@code 2026-11-22T14:05:00+01:00}, or {@code 17}
   */
  public String label(long step) {
    if (!dated()) {
      return Long.toString(number(start) + step * frequency.amount());
    }
    ZonedDateTime time = zoned(step);
    LocalDateTime first = at(0);
    boolean midnight = first.toLocalTime().toSecondOfDay() == 0;
    if (frequency.unit() == ChronoUnit.MONTHS && first.getDayOfMonth() == 1 && midnight) {
      boolean years = frequency.amount() % 12 == 0 && first.getMonthValue() == 1;
      return (years && format.equals("yyyy") ? YEAR : MONTH).format(time);
    }
    boolean days =
        switch (frequency.unit()) {
          case SECONDS -> frequency.amount() % SECONDS_PER_DAY == 0 && !inUtc();
          case WEEKS -> frequency.pattern().stream().allMatch(s -> s % SECONDS_PER_DAY == 0);
          default -> true;
        };
    if (midnight && days) {
      return DAY.format(time);
    }
    boolean changes = inUtc() && !zone.orElseThrow().getRules().isFixedOffset();
    return (changes ? WITH_OFFSET : SECOND).format(time);
  }

  private static long number(LocalDateTime time) {
    return ChronoUnit.SECONDS.between(TimeForm.ZERO, time);
  }

  /**
   * Returns the time of a step as it is written where the series comes from.
   *
   * @param step 0 or more
   * @return for example {@code 31.01.2024}; the label if nothing is known
   */
  public String written(long step) {
    return format.isEmpty() || !dated() ? label(step) : TimeFormat.named(format).write(zoned(step));
  }

  /** Returns an axis whose times are written in another way. */
  TimeAxis writtenAs(String other) {
    return new TimeAxis(start, frequency, zone, other);
  }

  /**
   * Returns the distance between two steps in words.
   *
   * @return text such as {@code 1 month}, {@code 1 day}, {@code 3600 seconds} or {@code 1 step}
   */
  public String distance() {
    return frequency.distance();
  }

  /**
   * Returns whether the steps of another axis have the same distance.
   *
   * @param other the other axis
   * @return true if a network that was trained on one can be used on the other
   */
  public boolean hasDistanceOf(TimeAxis other) {
    return frequency.equals(other.frequency);
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
    LocalDateTime last =
        other.dated()
            ? inUtc() ? inUtc(other.zoned(step)) : other.at(step)
            : other.frequency.at(other.start, step);
    return Math.max(0, frequency.stepsBefore(origin(), last) + 1);
  }

  /** The time of step 0 on the clock by which steps are of equal length. */
  private LocalDateTime origin() {
    return inUtc() ? start : onClock(start, zone);
  }

  /**
   * Returns the number of steps from {@code start} to {@code time}, or -1 if it lies between two
   * steps.
   *
   * @param time with a zone, in UTC
   */
  long stepOf(LocalDateTime time) {
    return frequency.steps(origin(), inUtc() ? time : onClock(time, zone));
  }

  /**
   * Returns an axis that begins at a later step.
   *
   * @param step the step, 0 or more
   * @return the axis
   */
  public TimeAxis from(long step) {
    return new TimeAxis(inUtc(zoned(step)), frequency, zone, format);
  }

  /** Returns the heading of the column of labels, which {@link Heading#of} reads. */
  String heading() {
    if (!dated()) {
      return "step";
    }
    List<LocalDateTime> begun =
        List.of(origin(), frequency.at(origin(), 1), frequency.at(origin(), 2));
    boolean plain = format.isEmpty() && zone.isEmpty() && frequency.equals(Frequency.of(begun));
    return plain
        ? "time"
        : String.join(
            PART, "time", frequency.toString(), zone.map(ZoneId::getId).orElse(""), format);
  }

  /**
   * What the labels of an axis do not say.
   *
   * @param counted whether they are numbers of steps
   * @param frequency the distance between steps; empty to find it
   * @param zone the time zone
   * @param format how times are written
   */
  record Heading(
      boolean counted, Optional<Frequency> frequency, Optional<ZoneId> zone, String format) {

    /**
     * Reads a heading.
     *
     * @throws IllegalArgumentException if it is damaged
     * @throws DateTimeException if there is no such zone
     */
    static Heading of(String text) {
      if (text.equals("step") || text.equals("time")) {
        return new Heading(text.equals("step"), Optional.empty(), Optional.empty(), "");
      }
      String[] parts = text.split(Pattern.quote(PART), 4);
      if (parts.length < 4 || !parts[0].equals("time")) {
        throw new IllegalArgumentException("'%s' does not describe times".formatted(text));
      }
      if (!parts[3].isEmpty()) {
        TimeFormat.named(parts[3]);
      }
      return new Heading(
          false,
          Optional.of(Frequency.of(parts[1])),
          parts[2].isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(parts[2])),
          parts[3]);
    }
  }
}
