package io.github.rnn4j.datasets.series;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The distance between the steps of a series: always the same number of seconds, days or months, or
 * a pattern that repeats every week, such as business days.
 *
 * @param unit the unit of the distance: {@code MONTHS}, {@code DAYS} or {@code SECONDS}; {@code
 *     WEEKS} for a pattern; {@code FOREVER} for a series without dates
 * @param amount the distance in that unit, 1 or more; 1 for a pattern
 * @param atEnd whether each step is the last day of its month; only with {@code MONTHS}
 * @param pattern the times within a week at which there are steps, in seconds since Monday 00:00,
 *     in ascending order; empty unless the unit is {@code WEEKS}
 */
public record Frequency(ChronoUnit unit, long amount, boolean atEnd, List<Long> pattern) {

  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long DAY = 86_400;
  private static final long WEEK = 7 * DAY;
  private static final int MONTHS_PER_YEAR = 12;

  /** Monday, from which the seconds of a pattern are counted. */
  private static final LocalDateTime MONDAY = LocalDateTime.of(1, 1, 1, 0, 0);

  private static final Pattern OPTION = Pattern.compile("(?:(\\d{1,9}) )?([a-z]+?)(s?)((?:-end)?)");

  private static final Pattern BY_WEEK = Pattern.compile("weekly((?: \\d{1,6}){1,10000})");

  private static final List<Long> BUSINESS_DAYS = List.of(0L, DAY, 2 * DAY, 3 * DAY, 4 * DAY);

  /**
   * Checks the values.
   *
   * @param unit as for the record
   * @param amount as for the record
   * @param atEnd as for the record
   * @param pattern as for the record
   * @throws IllegalArgumentException if they do not go together
   */
  public Frequency {
    pattern = List.copyOf(pattern);
    if (amount < 1) {
      throw new IllegalArgumentException("amount is " + amount + "; it must be 1 or more");
    }
    switch (unit) {
      case MONTHS, DAYS, SECONDS, FOREVER, WEEKS -> {}
      default ->
          throw new IllegalArgumentException(
              "unit is "
                  + unit
                  + "; it must be MONTHS, DAYS, SECONDS, WEEKS for a pattern, or FOREVER for no dates");
    }
    boolean ordered = true;
    for (int i = 0; i < pattern.size(); i++) {
      long least = i == 0 ? 0 : pattern.get(i - 1) + 1;
      ordered &= pattern.get(i) >= least && pattern.get(i) < WEEK;
    }
    if ((unit == ChronoUnit.WEEKS) == pattern.isEmpty()
        || !ordered
        || (atEnd && unit != ChronoUnit.MONTHS)) {
      throw new IllegalArgumentException(
          "unit %s, end %s and pattern %s do not go together".formatted(unit, atEnd, pattern));
    }
  }

  /**
   * Returns equal distances.
   *
   * @param unit {@code MONTHS}, {@code DAYS}, {@code SECONDS}, or {@code FOREVER} for no dates
   * @param amount the distance in that unit, 1 or more
   * @return the frequency
   */
  public static Frequency every(long amount, ChronoUnit unit) {
    return new Frequency(unit, amount, false, List.of());
  }

  /** Returns the last days of every so many months. */
  static Frequency monthEnds(long amount) {
    return new Frequency(ChronoUnit.MONTHS, amount, true, List.of());
  }

  /** Returns a pattern that repeats every week, from times of at least one week. */
  static Frequency weekly(List<LocalDateTime> times) {
    return new Frequency(
        ChronoUnit.WEEKS,
        1,
        false,
        times.stream().map(Frequency::inWeek).distinct().sorted().toList());
  }

  /**
   * Reads the value of an option.
   *
   * @param text such as {@code second}, {@code 15 minutes}, {@code hour}, {@code day}, {@code
   *     business-day}, {@code week}, {@code month}, {@code month-end}, {@code quarter}, {@code
   *     quarter-end}, {@code year} or {@code 2 weeks}; also what {@link #toString} returns
   * @return the frequency
   * @throws IllegalArgumentException if it is none of these; the message lists them
   */
  public static Frequency of(String text) {
    String option = text.strip().toLowerCase(Locale.ROOT);
    if (option.matches("business-?days?")) {
      return new Frequency(ChronoUnit.WEEKS, 1, false, BUSINESS_DAYS);
    }
    Matcher byWeek = BY_WEEK.matcher(option);
    if (byWeek.matches()) {
      return new Frequency(
          ChronoUnit.WEEKS,
          1,
          false,
          Arrays.stream(byWeek.group(1).strip().split(" ")).map(Long::parseLong).toList());
    }
    Matcher parts = OPTION.matcher(option);
    if (parts.matches()) {
      long amount = parts.group(1) == null ? 1 : Long.parseLong(parts.group(1));
      boolean atEnd = !parts.group(4).isEmpty();
      switch (parts.group(2)) {
        case "second", "minute", "hour", "day", "week" -> {
          if (!atEnd) {
            return ofFixed(parts.group(2), amount);
          }
        }
        case "month", "quarter", "year" -> {
          int months =
              parts.group(2).equals("month") ? 1 : parts.group(2).equals("quarter") ? 3 : 12;
          return new Frequency(ChronoUnit.MONTHS, months * amount, atEnd, List.of());
        }
        case "step" -> {
          return every(amount, ChronoUnit.FOREVER);
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException(
        "'%s' is not a frequency; use second, minute, hour, day, business-day, week, month, month-end, quarter, quarter-end, year or year-end, also with a number before it, such as '15 minutes'"
            .formatted(text));
  }

  private static Frequency ofFixed(String name, long amount) {
    return switch (name) {
      case "second" -> every(amount, ChronoUnit.SECONDS);
      case "minute" -> every(MINUTE * amount, ChronoUnit.SECONDS);
      case "hour" -> every(HOUR * amount, ChronoUnit.SECONDS);
      case "day" -> every(amount, ChronoUnit.DAYS);
      default -> every(7 * amount, ChronoUnit.DAYS);
    };
  }

  /**
   * Finds the frequency of times. The distance is the most frequent one between neighbours; if two
   * are equally frequent, the smaller one. If that would leave more than a tenth of the steps
   * without a row, and a pattern that repeats every week would not, it is that pattern.
   *
   * @param times in ascending order, without repetition, at least one
   */
  static Frequency of(List<LocalDateTime> times) {
    LocalDateTime start = times.get(0);
    boolean several = times.size() > 1;
    boolean sameTime =
        times.stream().allMatch(time -> time.toLocalTime().equals(start.toLocalTime()));
    if (several
        && sameTime
        && times.stream().allMatch(time -> time.getDayOfMonth() == start.getDayOfMonth())) {
      return every(usual(times, ChronoUnit.MONTHS), ChronoUnit.MONTHS);
    }
    if (several && sameTime && times.stream().allMatch(Frequency::isMonthEnd)) {
      return monthEnds(usual(times.stream().map(Frequency::month).toList(), ChronoUnit.MONTHS));
    }
    ChronoUnit unit = sameTime ? ChronoUnit.DAYS : ChronoUnit.SECONDS;
    Frequency equal = every(usual(times, unit), unit);
    LocalDateTime last = times.get(times.size() - 1);
    if (Duration.between(start, last).toSeconds() >= 2 * WEEK
        && equal.length() < WEEK
        && missing(equal, times) > 0.1) {
      Frequency pattern = weekly(times);
      if (pattern.pattern().size() * equal.length() < WEEK && missing(pattern, times) <= 0.1) {
        return pattern;
      }
    }
    return equal;
  }

  private static boolean isMonthEnd(LocalDateTime time) {
    return time.getDayOfMonth() == YearMonth.from(time).lengthOfMonth();
  }

  private static LocalDateTime month(LocalDateTime time) {
    return time.withDayOfMonth(1);
  }

  /** Returns the most frequent distance between neighbours; 1 if there is only one time. */
  static long usual(List<LocalDateTime> times, ChronoUnit unit) {
    Map<Long, Integer> counts = new TreeMap<>(Collections.reverseOrder());
    for (int i = 1; i < times.size(); i++) {
      counts.merge(unit.between(times.get(i - 1), times.get(i)), 1, Integer::sum);
    }
    long usual = 1;
    int most = 0;
    for (Map.Entry<Long, Integer> each : counts.entrySet()) {
      if (each.getValue() >= most && each.getKey() > 0) {
        usual = each.getKey();
        most = each.getValue();
      }
    }
    return usual;
  }

  /** Returns the share of steps without a row; above 1 if a row is between two steps. */
  private static double missing(Frequency frequency, List<LocalDateTime> times) {
    LocalDateTime start = times.get(0);
    long last = frequency.steps(start, times.get(times.size() - 1));
    boolean between = times.stream().anyMatch(time -> frequency.steps(start, time) < 0);
    return between ? 2 : 1 - times.size() / (last + 1.0);
  }

  /** Returns the number of seconds between two steps of equal distance of less than a month. */
  private long length() {
    return unit == ChronoUnit.DAYS ? amount * DAY : amount;
  }

  private static long inWeek(LocalDateTime time) {
    return (time.getDayOfWeek().getValue() - 1) * DAY + time.toLocalTime().toSecondOfDay();
  }

  private static long week(LocalDateTime time) {
    return Math.floorDiv(Duration.between(MONDAY, time).toSeconds(), WEEK);
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
   * @param start the time of step 0
   * @param step any number
   * @return its time
   */
  LocalDateTime at(LocalDateTime start, long step) {
    switch (unit) {
      case WEEKS -> {
        long index = Collections.binarySearch(pattern, inWeek(start)) + step;
        long week = week(start) + Math.floorDiv(index, pattern.size());
        return MONDAY.plusSeconds(week * WEEK + pattern.get(Math.floorMod(index, pattern.size())));
      }
      case MONTHS -> {
        LocalDateTime month = start.plusMonths(Math.multiplyExact(step, amount));
        return atEnd ? month.withDayOfMonth(YearMonth.from(month).lengthOfMonth()) : month;
      }
      default -> {
        return start.plus(
            Math.multiplyExact(step, amount),
            unit == ChronoUnit.FOREVER ? ChronoUnit.SECONDS : unit);
      }
    }
  }

  /**
   * Returns the number of steps from {@code start} to {@code time}, or -1 if it is between two
   * steps or before the start.
   */
  long steps(LocalDateTime start, LocalDateTime time) {
    long step = stepsBefore(start, time);
    return step >= 0 && at(start, step).equals(time) ? step : -1;
  }

  /** Returns the last step that is not after a time; below 0 if it is before the start. */
  long stepsBefore(LocalDateTime start, LocalDateTime time) {
    switch (unit) {
      case WEEKS -> {
        int place = Collections.binarySearch(pattern, inWeek(time));
        long index = week(time) * pattern.size() + (place >= 0 ? place : -place - 2);
        int first = Collections.binarySearch(pattern, inWeek(start));
        return first < 0 ? -1 : index - (week(start) * pattern.size() + first);
      }
      case MONTHS -> {
        long months = ChronoUnit.MONTHS.between(month(start), month(time));
        long step = Math.floorDiv(months, amount);
        return at(start, step).isAfter(time) ? step - 1 : step;
      }
      default -> {
        long units = (unit == ChronoUnit.FOREVER ? ChronoUnit.SECONDS : unit).between(start, time);
        return time.isBefore(start) ? -1 : units / amount;
      }
    }
  }

  /** Returns whether a time can be that of a step. */
  boolean fits(LocalDateTime start) {
    return switch (unit) {
      case WEEKS -> pattern.contains(inWeek(start));
      case MONTHS -> !atEnd || isMonthEnd(start);
      default -> true;
    };
  }

  /**
   * Returns the length of the shortest season that is usual for the frequency.
   *
   * @return in steps: 12 for months, 4 for quarters, 52 for weeks, 7 for days, 5 for business days,
   *     a day for shorter distances, and 1 for years, series without dates, and distances of which
   *     there is no whole number in a season
   */
  public int season() {
    return switch (unit) {
      case MONTHS ->
          amount < MONTHS_PER_YEAR && MONTHS_PER_YEAR % amount == 0
              ? (int) (MONTHS_PER_YEAR / amount)
              : 1;
      case WEEKS -> pattern.size();
      case DAYS -> amount == 1 ? 7 : amount == 7 ? 52 : 1;
      case SECONDS ->
          amount < DAY && DAY % amount == 0 && DAY / amount <= 1440
              ? (int) (DAY / amount)
              : amount == DAY ? 7 : 1;
      default -> 1;
    };
  }

  /**
   * Returns the distance between two steps in words.
   *
   * @return text such as {@code 1 month}, {@code 3600 seconds}, {@code 1 business day} or {@code 1
   *     step}
   */
  public String distance() {
    if (pattern.equals(BUSINESS_DAYS)) {
      return "1 business day";
    }
    String one =
        switch (unit) {
          case MONTHS -> "month";
          case DAYS -> "day";
          case SECONDS -> "second";
          case WEEKS -> "time of a weekly pattern";
          default -> "step";
        };
    return amount + " " + one + (amount == 1 ? "" : "s");
  }

  /**
   * Describes the frequency.
   *
   * @return text such as {@code monthly (end of month)}, {@code hourly} or {@code every 15 minutes}
   */
  public String described() {
    if (unit == ChronoUnit.WEEKS) {
      return pattern.equals(BUSINESS_DAYS) ? "business days" : weekdays();
    }
    String option = toString().replace("-end", "");
    String words =
        switch (option) {
          case "second" -> "every second";
          case "minute" -> "every minute";
          case "hour" -> "hourly";
          case "day" -> "daily";
          case "week" -> "weekly";
          case "month" -> "monthly";
          case "quarter" -> "quarterly";
          case "year" -> "yearly";
          case "step" -> "steps without dates";
          default -> "every " + option;
        };
    return atEnd ? words + " (end of month)" : words;
  }

  /** Names the days of a pattern, and how many times there are on each. */
  private String weekdays() {
    Map<DayOfWeek, Long> days =
        pattern.stream()
            .collect(
                Collectors.groupingBy(
                    second -> DayOfWeek.of((int) (second / DAY) + 1),
                    TreeMap::new,
                    Collectors.counting()));
    String names =
        days.keySet().stream()
            .map(day -> day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return pattern.size() == days.size()
        ? "every " + names
        : "%d times a week on %s".formatted(pattern.size(), names);
  }

  /**
   * Returns the value of the option.
   *
   * @return text that {@link #of(String)} reads
   */
  @Override
  public String toString() {
    return switch (unit) {
      case WEEKS ->
          pattern.equals(BUSINESS_DAYS)
              ? "business-day"
              : "weekly " + pattern.stream().map(String::valueOf).collect(Collectors.joining(" "));
      case MONTHS -> {
        int months = amount % MONTHS_PER_YEAR == 0 ? 12 : amount % 3 == 0 ? 3 : 1;
        String name = months == 12 ? "year" : months == 3 ? "quarter" : "month";
        String end = atEnd ? "-end" : "";
        yield amount == months ? name + end : amount / months + " " + name + "s" + end;
      }
      case DAYS -> amount % 7 == 0 ? counted(amount / 7, "week") : counted(amount, "day");
      case SECONDS ->
          amount % HOUR == 0
              ? counted(amount / HOUR, "hour")
              : amount % MINUTE == 0
                  ? counted(amount / MINUTE, "minute")
                  : counted(amount, "second");
      default -> counted(amount, "step");
    };
  }

  private static String counted(long number, String name) {
    return number == 1 ? name : number + " " + name + "s";
  }
}
