package io.github.rnn4j.picture;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Places the ticks of a horizontal axis whose steps have dates. A tick is at the first step of a
 * year, a month, a week, a day and so on, whichever gives the most ticks whose labels do not
 * overlap. Steps need not be equally far apart in time: on business days, the tick of a month is at
 * its first business day.
 *
 * <pre>{@code
 * DateTicks.of(0, 35, step -> LocalDateTime.of(1958, 1, 1, 0, 0).plusMonths(step), 50);
 * // Jan, Jul, Jan, Jul, Jan, Jul, with 1958, 1959 and 1960 below each January
 * }</pre>
 */
public final class DateTicks {

  /** The least space between two labels, in characters. */
  private static final double BETWEEN = 1.5;

  /** How far a label may go beyond the end of the axis, in characters. */
  private static final double BEYOND = 3;

  private static final long SECONDS_PER_DAY = 86_400;

  /** Days from a Monday to 1 January 1970. */
  private static final int DAYS_SINCE_MONDAY = 3;

  private static final List<Unit> UNITS =
      Stream.of(
              units(ChronoUnit.SECONDS, 1, 5, 15, 30),
              units(ChronoUnit.MINUTES, 1, 5, 15, 30),
              units(ChronoUnit.HOURS, 1, 3, 6, 12),
              units(ChronoUnit.DAYS, 1, 2, 4),
              units(ChronoUnit.WEEKS, 1, 2),
              units(ChronoUnit.MONTHS, 1, 3, 6),
              units(ChronoUnit.YEARS, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000))
          .flatMap(List::stream)
          .toList();

  private final int first;
  private final LocalDateTime[] times; // of the step before the first one, then of each step
  private final double charactersPerStep;
  private final double characters;

  /**
   * A tick with a label of up to two lines.
   *
   * @param step the step
   * @param label the first line, such as {@code 1958}, {@code Jan}, {@code 2 Jan} or {@code 12:00}
   * @param below the second line, such as {@code 1958} below a month or a day, and {@code 2 Jan
   *     1958} below a time; only at the first tick and where it changes, otherwise empty
   */
  public record Tick(int step, String label, String below) {}

  private DateTicks(int first, int last, IntFunction<LocalDateTime> time, double characters) {
    this.first = first;
    this.times =
        IntStream.rangeClosed(first - 1, last).mapToObj(time).toArray(LocalDateTime[]::new);
    this.charactersPerStep = characters / Math.max(1, last - first);
    this.characters = characters;
  }

  /**
   * Places the ticks.
   *
   * @param first the first step of the axis
   * @param last the last step, {@code first} or more
   * @param time returns the time of a step, which must be known from {@code first - 1} to {@code
   *     last}
   * @param characters the length of the axis, measured in characters of a label
   * @return one tick or more, from left to right
   * @throws IllegalArgumentException if {@code last} is before {@code first}
   */
  public static List<Tick> of(
      int first, int last, IntFunction<LocalDateTime> time, double characters) {
    if (last < first) {
      throw new IllegalArgumentException(
          "The axis goes from step %d to step %d; the last must not be before the first"
              .formatted(first, last));
    }
    return new DateTicks(first, last, time, characters).ticks();
  }

  private List<Tick> ticks() {
    long distance = distance();
    int least = Math.min(2, steps());
    return UNITS.stream()
        .filter(unit -> unit.longest() >= distance)
        .flatMap(unit -> Stream.of(ticks(unit, /* atFirst= */ true), ticks(unit, false)))
        .filter(ticks -> ticks.size() >= least && fit(ticks))
        .findFirst()
        .orElseGet(() -> atEqualDistances(Unit.within(distance)));
  }

  private int steps() {
    return times.length - 1;
  }

  /** Returns the least number of seconds between two steps. */
  private long distance() {
    return IntStream.range(1, times.length)
        .mapToLong(i -> Duration.between(times[i - 1], times[i]).toSeconds())
        .filter(seconds -> seconds > 0) // clocks may be set back
        .min()
        .orElse(1);
  }

  /** Places a tick where a period begins. */
  private List<Tick> ticks(Unit unit, boolean atFirst) {
    return ticks(
        unit, atFirst, i -> unit.number(times[i]) > unit.number(times[i - 1])); // false if set back
  }

  /** Places ticks at steps that begin no year, day and so on, such as those of 7 minutes. */
  private List<Tick> atEqualDistances(Unit unit) {
    return IntStream.iterate(1, distance -> distance < steps(), distance -> 2 * distance)
        .mapToObj(distance -> ticks(unit, /* atFirst= */ true, i -> (i - 1) % distance == 0))
        .filter(this::fit)
        .findFirst()
        .orElseGet(() -> ticks(unit, /* atFirst= */ true, i -> i == 1));
  }

  /**
   * Places ticks.
   *
   * @param atFirst whether the first tick has a second line; otherwise it begins where it changes
   */
  private List<Tick> ticks(Unit unit, boolean atFirst, IntPredicate isTick) {
    List<Tick> ticks = new ArrayList<>();
    String context = "";
    String shown = "";
    for (int i = 1; i < times.length && ticks.size() <= characters; i++) {
      if (!isTick.test(i)) {
        continue;
      }
      Tick tick = new Tick(first + i - 1, unit.label(times[i]), unit.below(times[i], shown));
      if (endsWithin(tick)) {
        String before = context;
        context = unit.context(times[i]);
        boolean shows = !context.equals(before) && (atFirst || !ticks.isEmpty());
        ticks.add(shows ? tick : new Tick(tick.step(), tick.label(), ""));
        shown = shows ? context : shown;
      }
    }
    return ticks;
  }

  private boolean endsWithin(Tick tick) {
    double half = Math.max(tick.label().length(), tick.below().length()) / 2.0;
    return (tick.step() - first) * charactersPerStep + half <= characters + BEYOND;
  }

  private boolean fit(List<Tick> ticks) {
    return fit(ticks.stream().map(tick -> new Tick(tick.step(), tick.label(), "")))
        && fit(ticks.stream().map(tick -> new Tick(tick.step(), tick.below(), "")));
  }

  private boolean fit(Stream<Tick> line) {
    List<Tick> labels = line.filter(tick -> !tick.label().isEmpty()).toList();
    return IntStream.range(1, labels.size()).allMatch(i -> fit(labels.get(i - 1), labels.get(i)));
  }

  private boolean fit(Tick left, Tick right) {
    double needed = (left.label().length() + right.label().length()) / 2.0 + BETWEEN;
    return (right.step() - left.step()) * charactersPerStep >= needed;
  }

  private static List<Unit> units(ChronoUnit unit, int... amounts) {
    return IntStream.of(amounts).mapToObj(amount -> new Unit(unit, amount)).toList();
  }

  /** A distance between ticks, such as 3 months. */
  private record Unit(ChronoUnit unit, int amount) {

    private static final DateTimeFormatter SECOND = formatter("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = formatter("HH:mm");
    private static final DateTimeFormatter DAY = formatter("d MMM");
    private static final DateTimeFormatter DATE = formatter("d MMM uuuu");
    private static final DateTimeFormatter MONTH = formatter("MMM");
    private static final DateTimeFormatter YEAR = formatter("uuuu");

    private static DateTimeFormatter formatter(String pattern) {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** Returns the longest distance in seconds. */
    long longest() {
      long days =
          switch (unit) {
            case YEARS -> 366L * amount;
            case MONTHS -> 31L * amount;
            default -> 0;
          };
      return days == 0 ? unit.getDuration().toSeconds() * amount : days * SECONDS_PER_DAY;
    }

    /** Numbers the periods of this length, so that a tick is where a new number begins. */
    long number(LocalDateTime time) {
      long day = time.toLocalDate().toEpochDay();
      return switch (unit) {
        case YEARS -> Math.floorDiv(time.getYear(), amount);
        case MONTHS -> Math.floorDiv(time.getYear() * 12L + time.getMonthValue() - 1, amount);
        case WEEKS -> Math.floorDiv(day + DAYS_SINCE_MONDAY, 7L * amount);
        case DAYS -> Math.floorDiv(day, amount);
        default -> Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), longest());
      };
    }

    /** Returns the longest of the units that are no longer than a distance. */
    static Unit within(long seconds) {
      return UNITS.stream()
          .filter(unit -> unit.longest() <= seconds)
          .reduce((shorter, longer) -> longer)
          .orElseThrow();
    }

    String label(LocalDateTime time) {
      DateTimeFormatter formatter =
          switch (unit) {
            case YEARS -> YEAR;
            case MONTHS -> MONTH;
            case WEEKS, DAYS -> DAY;
            case SECONDS -> SECOND;
            default -> MINUTE;
          };
      return formatter.format(time);
    }

    /** Returns the second line after another one, whose year need not be repeated. */
    String below(LocalDateTime time, String shown) {
      return shown.endsWith(" " + YEAR.format(time)) ? DAY.format(time) : context(time);
    }

    /** Returns what a label leaves out: the year, or the date of a time of day. */
    String context(LocalDateTime time) {
      return switch (unit) {
        case YEARS -> "";
        case MONTHS, WEEKS, DAYS -> YEAR.format(time);
        default -> DATE.format(time);
      };
    }
  }
}
