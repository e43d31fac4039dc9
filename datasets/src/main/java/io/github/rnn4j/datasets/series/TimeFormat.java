package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How times are written: found from some of them, or named by the user.
 *
 * <p>A name is a pattern of {@link DateTimeFormatter}, such as {@code dd/MM/yyyy HH:mm}, or {@code
 * epoch-seconds}, {@code epoch-milliseconds} or {@code number}. Names of months are English.
 */
public final class TimeFormat {

  private static final String SECONDS = "epoch-seconds";
  private static final String MILLISECONDS = "epoch-milliseconds";
  private static final String NUMBER = "number";

  private static final Pattern TWO_DIGITS = Pattern.compile("(?<!y)yy(?!y)");
  private static final int FIRST_OF_TWO_DIGITS = 1970;

  /** English with weeks that begin on Monday. */
  private static final Locale ISO_WEEKS = Locale.forLanguageTag("en-US-u-rg-gbzzzz");

  /** So many fields, evenly spread, are looked at to find the form. */
  private static final int SAMPLE = 1000;

  private final TimeForm form; // null if a pattern was given
  private final String name;
  private final DateTimeFormatter formatter; // null without a pattern

  private TimeFormat(TimeForm form, String name) {
    this.form = form;
    this.name = name;
    this.formatter = List.of(SECONDS, MILLISECONDS, NUMBER).contains(name) ? null : formatter(name);
  }

  private static DateTimeFormatter formatter(String pattern) {
    DateTimeFormatterBuilder builder =
        new DateTimeFormatterBuilder().parseCaseInsensitive().parseLenient();
    Matcher years = TWO_DIGITS.matcher(pattern);
    int end = 0;
    while (years.find()) {
      append(builder, pattern.substring(end, years.start()));
      builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_OF_TWO_DIGITS);
      end = years.end();
    }
    append(builder, pattern.substring(end));
    return builder
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(ISO_WEEKS)
        .withResolverStyle(ResolverStyle.STRICT); // 31 February is an error
  }

  private static void append(DateTimeFormatterBuilder builder, String pattern) {
    if (!pattern.isEmpty()) {
      builder.appendPattern(pattern);
    }
  }

  /**
   * Returns the format with a name.
   *
   * @param name the name
   * @return the format
   * @throws IllegalArgumentException if it is not a name; the message says what it can be
   */
  public static TimeFormat named(String name) {
    TimeForm form =
        switch (name) {
          case SECONDS -> TimeForm.EPOCH_SECONDS;
          case MILLISECONDS -> TimeForm.EPOCH_MILLISECONDS;
          case NUMBER -> TimeForm.NUMBER;
          default -> null;
        };
    try {
      return new TimeFormat(form, name);
    } catch (IllegalArgumentException cause) {
      throw new IllegalArgumentException(
          "'%s' is not a time format; use a pattern such as dd/MM/yyyy or 'MM/dd/yyyy HH:mm' (d day, M month, y year, H hour, m minute, s second), epoch-seconds, epoch-milliseconds or number"
              .formatted(name),
          cause);
    }
  }

  /**
   * Finds out how times are written.
   *
   * @param fields the times, as they are written, without white space around them
   * @return the format in which most of them are written; empty if there is none
   * @throws DataException if day and month cannot be told apart; the message says what to do
   */
  static Optional<TimeFormat> detect(List<String> fields) {
    List<String> sample = sample(fields);
    Map<TimeForm, Integer> counts = new EnumMap<>(TimeForm.class);
    for (String field : sample) {
      for (TimeForm form : TimeForm.values()) {
        if (reads(form, field)) {
          counts.merge(form, 1, Integer::sum);
        }
      }
    }
    TimeForm best = null;
    for (TimeForm form : TimeForm.values()) {
      int count = counts.getOrDefault(form, 0);
      boolean all = count == sample.size() || !form.isOfDigits() || form == TimeForm.NUMBER;
      if (all && 2 * count > sample.size() && (best == null || count > counts.get(best))) {
        best = form;
      }
    }
    if (best == TimeForm.DAY_MONTH_YEAR || best == TimeForm.MONTH_DAY_YEAR) {
      best = dayAndMonth(fields, best);
    }
    best = best == null ? shape(sample) : best;
    if (best == null) {
      return Optional.empty();
    }
    TimeForm found = best;
    String name =
        switch (found) {
          case NUMBER -> NUMBER;
          case EPOCH_SECONDS -> SECONDS;
          case EPOCH_MILLISECONDS -> MILLISECONDS;
          default -> found.pattern(sample.stream().filter(found::hasShape).toList());
        };
    return Optional.of(new TimeFormat(found, name));
  }

  private static List<String> sample(List<String> fields) {
    int apart = Math.max(1, fields.size() / SAMPLE);
    List<String> sample = new ArrayList<>();
    for (int i = 0; i < fields.size(); i += apart) {
      if (!fields.get(i).isEmpty()) {
        sample.add(fields.get(i));
      }
    }
    return sample;
  }

  /**
   * 31.1.2024 and 1/31/2024 can be told apart, 1.2.2024 is a day in February, 1/2/2024 is unclear.
   */
  private static TimeForm dayAndMonth(List<String> fields, TimeForm found) {
    if (fields.stream().anyMatch(field -> field.indexOf('.') == 1 || field.indexOf('.') == 2)) {
      return TimeForm.DAY_MONTH_YEAR;
    }
    long dayFirst = fields.stream().filter(field -> reads(TimeForm.DAY_MONTH_YEAR, field)).count();
    long monthFirst =
        fields.stream().filter(field -> reads(TimeForm.MONTH_DAY_YEAR, field)).count();
    if (dayFirst == monthFirst) {
      String example =
          fields.stream().filter(field -> reads(found, field)).findFirst().orElseThrow();
      String separator = example.replaceAll("\\d+(.).*", "$1");
      throw new DataException(
          "%s can be a day and a month, or a month and a day, and so can all other dates; add --time-format dd%sMM%<s%s or --time-format MM%2$sdd%2$s%3$s"
              .formatted(example, separator, example.matches(".*\\d{4}.*") ? "yyyy" : "yy"));
    }
    return dayFirst > monthFirst ? TimeForm.DAY_MONTH_YEAR : TimeForm.MONTH_DAY_YEAR;
  }

  /** Returns the form that most fields have although there are no such times; null if none. */
  private static TimeForm shape(List<String> sample) {
    for (TimeForm form : TimeForm.values()) {
      if (!form.isOfDigits()
          && 2 * sample.stream().filter(form::hasShape).count() > sample.size()) {
        return form;
      }
    }
    return null;
  }

  private static boolean reads(TimeForm form, String field) {
    try {
      return form.read(field) != null;
    } catch (DateTimeException noSuchTime) {
      return false;
    }
  }

  /** Returns whether a field is a time with a date, in any form. */
  static boolean isDate(String field) {
    return Stream.of(TimeForm.values()).anyMatch(form -> !form.isOfDigits() && reads(form, field));
  }

  /** Returns whether a field is a time in any form, or looks like one. */
  static boolean isTime(String field) {
    return Stream.of(TimeForm.values()).anyMatch(form -> reads(form, field))
        || field.matches("[-+]?\\d[-+0-9.,:/ TZ]*");
  }

  /** Returns whether the times count steps. */
  boolean counts() {
    return name.equals(NUMBER);
  }

  /**
   * Returns the name of the format.
   *
   * @return for example {@code dd.MM.yyyy}
   */
  public String name() {
    return name;
  }

  /**
   * Reads a time.
   *
   * @throws DateTimeException if the text has another format, or there is no such time; the message
   *     says what it must be
   */
  TimeForm.Read read(String field) {
    if (form == null) {
      return readByPattern(field);
    }
    TimeForm.Read read = form.read(field);
    if (read == null && (name.equals(SECONDS) || name.equals(MILLISECONDS))) {
      try {
        return TimeForm.sinceEpoch(
            field, name.equals(SECONDS) ? BigDecimal.ONE : TimeForm.THOUSAND);
      } catch (NumberFormatException noNumber) {
        throw new DateTimeException("the time format is " + name, noNumber);
      }
    }
    if (read == null) {
      throw new DateTimeException(
          counts()
              ? "the other times are whole numbers"
              : "the other times are written as %s".formatted(name));
    }
    return read;
  }

  private TimeForm.Read readByPattern(String field) {
    try {
      TemporalAccessor parsed = formatter.parse(field);
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneId zone = parsed.query(TemporalQueries.zone());
      LocalDateTime local =
          LocalDateTime.of(date(parsed), time == null ? LocalTime.MIDNIGHT : time);
      return new TimeForm.Read(local, zone == null ? null : zone.getRules().getOffset(local));
    } catch (DateTimeException cause) {
      throw new DateTimeException("the time format is " + name, cause);
    }
  }

  private static LocalDate date(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date != null) {
      return date;
    }
    if (parsed.isSupported(ChronoField.MONTH_OF_YEAR)) { // first, because a month has a quarter
      return YearMonth.from(parsed).atDay(1);
    }
    if (parsed.isSupported(IsoFields.QUARTER_OF_YEAR)) {
      int quarter = Math.toIntExact(parsed.getLong(IsoFields.QUARTER_OF_YEAR));
      return Year.from(parsed).atMonth(3 * quarter - 2).atDay(1);
    }
    return Year.from(parsed).atDay(1);
  }

  /**
   * Writes a time as the times are written that were read.
   *
   * @param time the time
   * @return the text
   */
  public String write(ZonedDateTime time) {
    return switch (name) {
      case SECONDS -> Long.toString(time.toEpochSecond());
      case MILLISECONDS -> Long.toString(time.toInstant().toEpochMilli());
      case NUMBER ->
          Long.toString(
              time.toLocalDateTime().toEpochSecond(ZoneOffset.UTC)
                  - TimeForm.ZERO.toEpochSecond(ZoneOffset.UTC));
      default -> formatter.format(time);
    };
  }
}
