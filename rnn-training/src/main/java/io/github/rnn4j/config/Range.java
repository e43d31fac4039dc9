package io.github.rnn4j.config;

import java.util.Locale;

/** Checks of configured values; each error names the value and what is legal. */
public final class Range {

  private Range() {}

  /**
   * Checks an integer.
   *
   * @param name of the value
   * @param value the value
   * @param least the least legal value
   * @param most the greatest; {@link Integer#MAX_VALUE} for no limit
   * @throws IllegalArgumentException if the value is out of the range
   */
  public static void check(String name, long value, long least, long most) {
    if (value < least || value > most) {
      String legal =
          most == Integer.MAX_VALUE ? least + " or more" : "%d to %d".formatted(least, most);
      throw new IllegalArgumentException("%s is %d; give %s".formatted(name, value, legal));
    }
  }

  /**
   * Checks a number.
   *
   * @param name of the value
   * @param value the value
   * @param least the least legal value; {@link Double#MIN_NORMAL} for all above 0
   * @param most the greatest legal value
   * @throws IllegalArgumentException if the value is out of the range or is NaN
   */
  public static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      String legal =
          least == Double.MIN_NORMAL
              ? "a number above 0 and at most " + number(most)
              : number(least) + " to " + number(most);
      throw new IllegalArgumentException("%s is %s; give %s".formatted(name, value, legal));
    }
  }

  /**
   * Checks that there is a value.
   *
   * @param name of the value
   * @param value the value
   * @throws IllegalArgumentException if it is null
   */
  public static void require(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing; give a value");
    }
  }

  /**
   * Checks that there is a text.
   *
   * @param name of the value
   * @param value the text
   * @throws IllegalArgumentException if it is null or has nothing but white space
   */
  public static void requireText(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is empty; give a value");
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.10g", value).replaceFirst("\\.?0+$", "");
  }
}
