package io.github.rnn4j.datasets.series;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the times in tables. */
final class SeriesTime {

  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})[-/](\\d{1,2})(?:[-/](\\d{1,2})(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?)?");
  private static final Pattern LIKE = Pattern.compile("[-+]?\\d[-+0-9.,:/ TZ]*");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

  /** Time 0 of a file whose time column counts steps; time n is n seconds later. */
  static final LocalDateTime ZERO = LocalDateTime.of(1, 1, 1, 0, 0);

  private SeriesTime() {}

  static boolean isNumber(String field) {
    return NUMBER.matcher(field).matches();
  }

  /** Returns whether a field has the form of a date, with or without a time of day. */
  static boolean isDate(String field) {
    return DATE.matcher(field).matches();
  }

  /** Returns whether a field is a time, in any format, rather than the name of a column. */
  static boolean isLike(String field) {
    return LIKE.matcher(field).matches();
  }

  /** Returns the number that {@link #parse} turned into this time. */
  static long numberOf(LocalDateTime time) {
    return ChronoUnit.SECONDS.between(ZERO, time);
  }

  /**
   * Reads a time.
   *
   * @throws DateTimeException if the text has another format, or there is no such time; the message
   *     says what it must be
   */
  static LocalDateTime parse(String field) {
    if (isNumber(field)) {
      return ZERO.plus(Long.parseLong(field), ChronoUnit.SECONDS);
    }
    Matcher date = DATE.matcher(field);
    if (!date.matches()) {
      throw new DateTimeException(
          "use a format such as 1949-01, 1981-01-31 or 2026-11-22 14:05, or a whole number");
    }
    int year = part(date, 1, 1, "year", 1, 9999);
    int month = part(date, 2, 1, "month", 1, 12);
    return LocalDateTime.of(
        year,
        month,
        part(date, 3, 1, "day", 1, YearMonth.of(year, month).lengthOfMonth()),
        part(date, 4, 0, "hour", 0, 23),
        part(date, 5, 0, "minute", 0, 59),
        part(date, 6, 0, "second", 0, 59));
  }

  private static int part(
      Matcher date, int group, int otherwise, String name, int least, int most) {
    int value = date.group(group) == null ? otherwise : Integer.parseInt(date.group(group));
    if (value < least || value > most) {
      throw new DateTimeException(
          "the %s is %d, but must be from %d to %d".formatted(name, value, least, most));
    }
    return value;
  }
}
