package io.github.rnn4j.datasets.series;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forms of times that are recognized. */
@SuppressWarnings("ImmutableEnumChecker") // The set of groups cannot be changed.
enum TimeForm {
  /** 2024-01-31, also with a time of day. */
  YEAR_MONTH_DAY("(?<y>\\d{4})(?<s>[-/.])(?<M>\\d{1,2})\\k<s>(?<d>\\d{1,2})", true),
  /** 2024-01. */
  YEAR_MONTH("(?<y>\\d{4})[-/](?<M>\\d{1,2})", false),
  /** 31.01.2024, also with a time of day. */
  DAY_MONTH_YEAR("(?<d>\\d{1,2})(?<s>[-/.])(?<M>\\d{1,2})\\k<s>(?<y>\\d{4}|\\d{2})", true),
  /** 01/31/2024, also with a time of day. */
  MONTH_DAY_YEAR("(?<M>\\d{1,2})(?<s>[-/])(?<d>\\d{1,2})\\k<s>(?<y>\\d{4}|\\d{2})", true),
  /** 01/2024. */
  MONTH_YEAR("(?<M>\\d{1,2})[-/.](?<y>\\d{4})", false),
  /** 20240131. */
  COMPACT_DAY("(?<y>\\d{4})(?<M>\\d{2})(?<d>\\d{2})", false),
  /** 20240131T1400. */
  COMPACT_TIME(
      "(?<y>\\d{4})(?<M>\\d{2})(?<d>\\d{2})[T ](?<H>\\d{2}):?(?<m>\\d{2})(?::?(?<x>\\d{2}))?(?<z>Z)?",
      false),
  /** 2024013114, 202401311405 or 20240131140506. */
  COMPACT_STAMP(
      "(?<y>(?:19|20)\\d{2})(?<M>\\d{2})(?<d>\\d{2})(?<H>\\d{2})(?:(?<m>\\d{2})(?<x>\\d{2})?)?",
      false),
  /** 202401. */
  COMPACT_MONTH("(?<y>\\d{4})(?<M>\\d{2})", false),
  /** Jan 31 2024, also with a time of day. */
  NAME_DAY_YEAR("(?<N>\\p{L}{3,9})\\.?[ -](?<d>\\d{1,2}),?[ -](?<y>\\d{4})", true),
  /** 31 Jan 2024, also with a time of day. */
  DAY_NAME_YEAR("(?<d>\\d{1,2})\\.?[ -](?<N>\\p{L}{3,9})\\.?[ -](?<y>\\d{4}|\\d{2})", true),
  /** Jan 2024. */
  NAME_YEAR("(?<N>\\p{L}{3,9})\\.?[ -](?<y>\\d{4}|\\d{2})", false),
  /** 2024 Jan. */
  YEAR_NAME("(?<y>\\d{4})[ -](?<N>\\p{L}{3,9})", false),
  /** 2024M01. */
  YEAR_M("(?<y>\\d{4})[ -]?M(?<M>\\d{1,2})", false),
  /** 2024Q1. */
  YEAR_QUARTER("(?<y>\\d{4})[ -]?[Qq](?<q>[1-4])", false),
  /** Q1 2024. */
  QUARTER_YEAR("[Qq](?<q>[1-4])[ /-]?(?<y>\\d{4})", false),
  /** 2024-W05, or 2024-W05-3 for its third day. */
  WEEK("(?<y>\\d{4})-?W(?<w>\\d{2})(?:-?(?<e>[1-7]))?", false),
  /** 2024. */
  YEAR("(?<y>\\d{4})", false),
  /** Seconds since 1970. */
  EPOCH_SECONDS("(?<n>\\d{9,10}(?:\\.\\d*)?)", false),
  /** Milliseconds since 1970. */
  EPOCH_MILLISECONDS("(?<n>\\d{12,13}(?:\\.\\d*)?)", false),
  /** A number, which counts steps. */
  NUMBER("(?<n>\\d{1,15})(?:\\.0*)?", false);

  private static final String TIME_OF_DAY =
      "(?:(?:[T ]|, ?) *(?<H>\\d{1,2}):(?<m>\\d{2})(?::(?<x>\\d{2})(?:[.,](?<f>\\d{1,9}))?)?"
          + "(?: ?(?<a>[AaPp][Mm]))?(?: ?(?<z>Z|UTC|GMT|[-+]\\d{2}(?::?\\d{2})?))?)?";

  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final int LONGEST_EPOCH = 12;
  private static final int SHORT = 3;
  private static final int FIRST_YEAR = 1500;
  private static final int LAST_YEAR = 2200;
  private static final int TWO_DIGITS = 100;
  private static final int TURN = 70; // 70 is 1970, 69 is 2069

  /** Time 0 of a series whose steps are counted; step n is n seconds later. */
  static final LocalDateTime ZERO = LocalDateTime.of(1, 1, 1, 0, 0);

  /** The letters of a pattern for what the groups of a form have in them. */
  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("y", "y"),
          Map.entry("M", "M"),
          Map.entry("N", "M"),
          Map.entry("d", "d"),
          Map.entry("q", "q"),
          Map.entry("w", "w"),
          Map.entry("e", "e"),
          Map.entry("H", "H"),
          Map.entry("m", "m"),
          Map.entry("x", "s"),
          Map.entry("f", "S"),
          Map.entry("a", "a"),
          Map.entry("z", "X"));

  private final Pattern pattern;
  private final Set<String> groups;

  TimeForm(String date, boolean hasTime) {
    this.pattern = Pattern.compile(hasTime ? date + timeOfDay() : date);
    this.groups =
        Pattern.compile("\\(\\?<(\\w+)>")
            .matcher(pattern.pattern())
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static String timeOfDay() {
    return TIME_OF_DAY;
  }

  /**
   * A time that was read.
   *
   * @param local the date and the time of day as written
   * @param offset the offset from UTC; null if it is not written
   */
  record Read(LocalDateTime local, ZoneOffset offset) {}

  /** Returns whether fields of this form have only digits, so that they can also be numbers. */
  boolean isOfDigits() {
    return switch (this) {
      case COMPACT_DAY,
          COMPACT_STAMP,
          COMPACT_MONTH,
          YEAR,
          EPOCH_SECONDS,
          EPOCH_MILLISECONDS,
          NUMBER ->
          true;
      default -> false;
    };
  }

  /** Returns whether a field has this form, even if there is no such time. */
  boolean hasShape(String field) {
    return pattern.matcher(field).matches();
  }

  /**
   * Reads a field.
   *
   * @return the time; null if the field has another form
   * @throws DateTimeException if there is no such time
   */
  Read read(String field) {
    Matcher parts = pattern.matcher(field);
    if (!parts.matches()) {
      return null;
    }
    switch (this) {
      case NUMBER -> {
        return new Read(ZERO.plusSeconds(Long.parseLong(parts.group("n"))), null);
      }
      case EPOCH_SECONDS -> {
        return sinceEpoch(parts.group("n"), BigDecimal.ONE);
      }
      case EPOCH_MILLISECONDS -> {
        return sinceEpoch(parts.group("n"), THOUSAND);
      }
      default -> {
        LocalDate date = date(parts);
        return date == null ? null : new Read(LocalDateTime.of(date, time(parts)), offset(parts));
      }
    }
  }

  /**
   * Reads a number of units since 1970.
   *
   * @param perSecond how many units a second has
   * @throws NumberFormatException if it is not a number
   * @throws DateTimeException if it is too large
   */
  static Read sinceEpoch(String number, BigDecimal perSecond) {
    BigDecimal seconds = new BigDecimal(number).divide(perSecond, 9, RoundingMode.HALF_EVEN);
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    if (whole.precision() > LONGEST_EPOCH) {
      throw new DateTimeException("it is too large");
    }
    int nano = seconds.subtract(whole).movePointRight(9).intValue();
    return new Read(
        LocalDateTime.ofEpochSecond(whole.longValue(), nano, ZoneOffset.UTC), ZoneOffset.UTC);
  }

  private LocalDate date(Matcher parts) {
    int year = year(parts.group("y"));
    boolean canBeNumber = isOfDigits() || this == MONTH_YEAR;
    if (canBeNumber && (year < FIRST_YEAR || year > LAST_YEAR)) {
      return null; // a number
    }
    if (has(parts, "q")) {
      return LocalDate.of(year, 3 * Integer.parseInt(parts.group("q")) - 2, 1);
    }
    if (has(parts, "w")) {
      int week = checked(parts.group("w"), "week", 1, weeks(year));
      int day = has(parts, "e") ? Integer.parseInt(parts.group("e")) : 1;
      return LocalDate.of(year, 1, 4)
          .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
          .with(ChronoField.DAY_OF_WEEK, day);
    }
    int month = 1;
    if (has(parts, "N")) {
      month = month(parts.group("N"));
    } else if (has(parts, "M")) {
      month = checked(parts.group("M"), "month", 1, 12);
    }
    if (month == 0) {
      return null;
    }
    int day =
        has(parts, "d")
            ? checked(parts.group("d"), "day", 1, YearMonth.of(year, month).lengthOfMonth())
            : 1;
    return LocalDate.of(year, month, day);
  }

  private static long weeks(int year) {
    return IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(LocalDate.of(year, 7, 1)).getMaximum();
  }

  private static int year(String text) {
    int year = Integer.parseInt(text);
    if (text.length() == 2) {
      return year + (year < TURN ? 20 : 19) * TWO_DIGITS;
    }
    return checked(text, "year", 1, 9999);
  }

  /** Returns the number of a month; 0 if there is none of this name. */
  private static int month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (int month = 0; month < MONTHS.size(); month++) {
      String full = MONTHS.get(month);
      if (full.equals(lower)
          || full.substring(0, SHORT).equals(lower)
          || (lower.equals("sept") && month == 8)) {
        return month + 1;
      }
    }
    return 0;
  }

  private LocalTime time(Matcher parts) {
    if (!has(parts, "H")) {
      return LocalTime.MIDNIGHT;
    }
    int hour = checked(parts.group("H"), "hour", 0, 23);
    if (has(parts, "a")) {
      checked(parts.group("H"), "hour", 1, 12);
      boolean afternoon = parts.group("a").toLowerCase(Locale.ROOT).charAt(0) == 'p';
      hour = hour % 12 + (afternoon ? 12 : 0);
    }
    int second = has(parts, "x") ? checked(parts.group("x"), "second", 0, 59) : 0;
    int nano =
        has(parts, "f") ? Integer.parseInt((parts.group("f") + "000000000").substring(0, 9)) : 0;
    int minute = has(parts, "m") ? checked(parts.group("m"), "minute", 0, 59) : 0;
    return LocalTime.of(hour, minute, second, nano);
  }

  private ZoneOffset offset(Matcher parts) {
    if (!has(parts, "z")) {
      return null;
    }
    String text = parts.group("z");
    return text.matches("Z|UTC|GMT") ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  private static int checked(String text, String name, long least, long most) {
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw new DateTimeException(
          "the %s is %d, but must be from %d to %d".formatted(name, value, least, most));
    }
    return value;
  }

  private boolean has(Matcher parts, String group) {
    return groups.contains(group) && parts.group(group) != null;
  }

  /**
   * Returns the pattern of {@link java.time.format.DateTimeFormatter} that writes times as fields
   * of this form are written.
   *
   * @param fields some fields of this form
   */
  String pattern(List<String> fields) {
    String longest = fields.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
    Matcher example = pattern.matcher(longest);
    if (!example.matches()) {
      throw new IllegalArgumentException(longest + " is not " + this);
    }
    List<String> present =
        groups.stream()
            .filter(group -> LETTERS.containsKey(group) && has(example, group))
            .sorted(Comparator.comparingInt(example::start))
            .toList();
    StringBuilder text = new StringBuilder();
    int end = 0;
    for (String group : present) {
      literal(text, longest.substring(end, example.start(group)));
      text.append(letters(group, example, fields));
      end = example.end(group);
    }
    literal(text, longest.substring(end));
    return text.toString();
  }

  private static void literal(StringBuilder text, String between) {
    text.append(between.chars().anyMatch(Character::isLetter) ? "'" + between + "'" : between);
  }

  private String letters(String group, Matcher example, List<String> fields) {
    String letters = LETTERS.get(group);
    switch (group) {
      case "N" -> {
        return example.group("N").length() > SHORT ? "MMMM" : "MMM";
      }
      case "z" -> {
        return example.group("z").length() < SHORT ? "X" : "XXX";
      }
      case "H" -> {
        letters = has(example, "a") ? "h" : "H";
      }
      case "a" -> {
        return letters;
      }
      case "f" -> {
        return "S".repeat(example.group("f").length());
      }
      case "y" -> {
        return this == WEEK ? "YYYY" : example.group("y").length() == 2 ? "yy" : "yyyy";
      }
      default -> {}
    }
    boolean padded = !letters.equals("q") && !letters.equals("e");
    for (String field : fields) {
      Matcher parts = pattern.matcher(field);
      padded &= !parts.matches() || !has(parts, group) || parts.group(group).length() > 1;
    }
    return padded ? letters + letters : letters;
  }
}
