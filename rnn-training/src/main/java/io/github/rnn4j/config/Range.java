package io.github.rnn4j.config;

import java.util.Locale;

/** Checks configured values. Each error names the value and the legal range. */
public final class Range {

  private Range() {}

  /**
   * Checks an integer.
   *
   * @param name the name of the value
   * @param value the value
   * @param least the smallest legal value
   * @param most the largest legal value; {@link Integer#MAX_VALUE} for no limit
   * @throws IllegalArgumentException if the value is out of the range
   */
  public static void check(String name, long value, long least, long most) {
    if (value < least || value > most) {
      String legal =
          most == Integer.MAX_VALUE ? least + " or more" : "from %d to %d".formatted(least, most);
      throw new IllegalArgumentException("%s is %d; it must be %s".formatted(name, value, legal));
    }
  }

  /**
   * Checks a number.
   *
   * @param name the name of the value
   * @param value the value
   * @param least the smallest legal value; {@link Double#MIN_NORMAL} allows every number above 0
   * @param most the largest legal value
   * @throws IllegalArgumentException if the value is out of the range or is NaN
   */
  public static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      String legal =
          least == Double.MIN_NORMAL
              ? "above 0 and at most " + number(most)
              : "from " + number(least) + " to " + number(most);
      throw new IllegalArgumentException("%s is %s; it must be %s".formatted(name, value, legal));
    }
  }

  /**
   * Checks that a value is present.
   *
   * @param name the name of the value
   * @param value the value
   * @throws IllegalArgumentException if it is null
   */
  public static void require(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing; specify a value");
    }
  }

  /**
   * Checks that a text is not blank.
   *
   * @param name the name of the value
   * @param value the text
   * @throws IllegalArgumentException if it is null or blank
   */
  public static void requireText(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is empty; specify a value");
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.10g", value).replaceFirst("\\.?0+$", "");
  }
}
