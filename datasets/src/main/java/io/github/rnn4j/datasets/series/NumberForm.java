package io.github.rnn4j.datasets.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How numbers are written: the decimal sign, and what is around and between the digits.
 *
 * @param decimal the decimal sign, {@code .} or {@code ,}
 * @param grouped whether thousands are separated, by the other one of the two, a space or an
 *     apostrophe
 * @param signs what is written before or after numbers and left out, such as {@code %} and {@code
 *     $}
 */
record NumberForm(char decimal, boolean grouped, List<String> signs) {

  /** Numbers as programs write them. */
  static final NumberForm PLAIN = new NumberForm('.', false, List.of());

  /** Fields that are missing values, in lower case. */
  static final Set<String> MISSING =
      Set.of(
          "", "nan", "na", "n/a", "#n/a", "null", "none", "nil", "?", "-", "--", "---", ".", "..",
          "...", "*", "missing", "n.a.", "–", "—");

  private static final String DIGITS = "\\d[\\d.,'’\\u00a0\\u202f ]*|[.,]\\d+";

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<open>\\()?(?<sign>[-+−])?(?<before>\\p{Sc}|[A-Z]{3} )? ?(?<sign2>[-+−])?(?<digits>"
              + DIGITS
              + ")(?<exponent>[eE][-+]?\\d{1,3})?(?<after> ?(?:%|\\p{Sc}|[A-Z]{3}))?(?<close>\\))?");

  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?");

  private static final Pattern THOUSANDS =
      Pattern.compile("[1-9]\\d{0,2}([.,'’\\u00a0\\u202f ])\\d{3}(?:\\1\\d{3})*");

  /** Returns whether a field looks like a number in some form. */
  static boolean isNumber(String field) {
    return isPlain(field) || NUMBER.matcher(field).matches();
  }

  private static boolean isPlain(String field) {
    return PLAIN_NUMBER.matcher(field).matches();
  }

  /**
   * Finds out how numbers are written.
   *
   * @param fields some of them; missing values and other text are not looked at
   * @param given the decimal sign, if the user has set it; 0 otherwise
   * @param separator the character between two fields of the table; 0 if it is not known
   */
  static NumberForm detect(List<String> fields, char given, char separator) {
    Set<String> signs = new java.util.TreeSet<>();
    List<String> numbers = new ArrayList<>();
    for (String field : fields) {
      Matcher parts = NUMBER.matcher(field);
      if (parts.matches()) {
        numbers.add(parts.group("digits").strip());
        for (String group : List.of("before", "after")) {
          if (parts.group(group) != null) {
            signs.add(parts.group(group).strip());
          }
        }
      }
    }
    char decimal = given == 0 ? decimal(numbers, separator) : given;
    boolean grouped = numbers.stream().anyMatch(number -> isGrouped(number, decimal));
    return new NumberForm(decimal, grouped, List.copyOf(signs));
  }

  private static boolean isGrouped(String number, char decimal) {
    int signs = 0;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == decimal) {
        signs++;
      } else if (c < '0' || c > '9') {
        return true;
      }
    }
    return signs > 1;
  }

  /**
   * The decimal sign is the last one of a number with both signs, or one that occurs once in a
   * number with other than three digits after it. If all commas could be those of thousands, they
   * are, unless fields are separated by semicolons.
   */
  private static char decimal(List<String> numbers, char separator) {
    boolean comma = false;
    for (String number : numbers) {
      int point = number.lastIndexOf('.');
      int last = number.lastIndexOf(',');
      if (point >= 0 && last >= 0) {
        return point > last ? '.' : ',';
      }
      if (point >= 0 && number.indexOf('.') == point && !THOUSANDS.matcher(number).matches()) {
        return '.';
      }
      if (last >= 0 && number.indexOf(',') == last && !THOUSANDS.matcher(number).matches()) {
        return ',';
      }
      comma |= last >= 0 && number.indexOf(',') == last;
    }
    boolean several = numbers.stream().anyMatch(number -> number.matches(".*\\..*\\..*"));
    return several || (comma && separator == ';') ? ',' : '.';
  }

  /**
   * Reads a number.
   *
   * @throws NumberFormatException if the field is not a number of this form
   */
  double parse(String field) {
    if (decimal == '.' && isPlain(field)) {
      return Double.parseDouble(field);
    }
    Matcher parts = NUMBER.matcher(field);
    if (!parts.matches() || (parts.group("open") == null) != (parts.group("close") == null)) {
      throw new NumberFormatException(field);
    }
    String digits = parts.group("digits").strip();
    int point = digits.indexOf(decimal);
    String whole = point < 0 ? digits : digits.substring(0, point);
    if (!whole.matches("\\d*") && !THOUSANDS.matcher(whole).matches()) {
      throw new NumberFormatException(field);
    }
    String exponent = parts.group("exponent") == null ? "" : parts.group("exponent");
    double number =
        Double.parseDouble(
            whole.replaceAll("\\D", "")
                + (point < 0 ? "" : "." + digits.substring(point + 1))
                + exponent);
    boolean negative =
        parts.group("open") != null
            || isMinus(parts.group("sign")) != isMinus(parts.group("sign2"));
    return negative ? -number : number;
  }

  private static boolean isMinus(String sign) {
    return sign != null && !sign.equals("+");
  }

  /** Describes what is not plain about the numbers; empty if nothing is. */
  List<String> described() {
    List<String> said = new ArrayList<>();
    if (decimal == ',') {
      said.add("decimal comma");
    }
    if (grouped) {
      said.add("thousands separated");
    }
    if (!signs.isEmpty()) {
      said.add("without the signs " + String.join(" ", signs));
    }
    return said;
  }

  /** Returns whether a field is a missing value. */
  static boolean isMissing(String field, Set<String> more) {
    return MISSING.contains(field.toLowerCase(Locale.ROOT)) || more.contains(field);
  }
}
