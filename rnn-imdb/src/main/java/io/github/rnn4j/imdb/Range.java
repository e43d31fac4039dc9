package io.github.rnn4j.imdb;

import java.util.Locale;

/** Checks of configured values; each error names the value and what is legal. */
final class Range {

  private Range() {}

  static void check(String name, long value, long least, long most) {
    if (value < least || value > most) {
      String legal =
          most == Integer.MAX_VALUE ? least + " or more" : "%d to %d".formatted(least, most);
      throw new IllegalArgumentException("%s is %d; give %s".formatted(name, value, legal));
    }
  }

  static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      String legal =
          least == Double.MIN_NORMAL
              ? "a number above 0 and at most " + number(most)
              : number(least) + " to " + number(most);
      throw new IllegalArgumentException("%s is %s; give %s".formatted(name, value, legal));
    }
  }

  static void require(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing; give a value");
    }
  }

  static void requireText(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is empty; give a value");
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.10g", value).replaceFirst("\\.?0+$", "");
  }
}
