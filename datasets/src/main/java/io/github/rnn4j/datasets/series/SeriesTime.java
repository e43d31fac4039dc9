package io.github.rnn4j.datasets.series;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the times in CSV files. */
final class SeriesTime {

  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})[-/](\\d{1,2})(?:[-/](\\d{1,2})(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?)?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

  /** Time 0 of a file whose time column counts steps; time n is n seconds later. */
  static final LocalDateTime ZERO = LocalDateTime.of(1, 1, 1, 0, 0);

  private SeriesTime() {}

  static boolean isNumber(String field) {
    return NUMBER.matcher(field).matches();
  }

  /** Returns the number that {@link #parse} turned into this time. */
  static long numberOf(LocalDateTime time) {
    return ChronoUnit.SECONDS.between(ZERO, time);
  }

  static Optional<LocalDateTime> parse(String field) {
    if (isNumber(field)) {
      return Optional.of(ZERO.plus(Long.parseLong(field), ChronoUnit.SECONDS));
    }
    Matcher date = DATE.matcher(field);
    if (!date.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
              part(date, 1, 0),
              part(date, 2, 1),
              part(date, 3, 1),
              part(date, 4, 0),
              part(date, 5, 0),
              part(date, 6, 0)));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static int part(Matcher date, int group, int otherwise) {
    return date.group(group) == null ? otherwise : Integer.parseInt(date.group(group));
  }
}
