package io.github.rnn4j.config;

import java.util.Locale;

/** Formats values as they are written on the command line and in messages. */
public final class OptionText {

  private OptionText() {}

  /**
   * Formats a value as it is written on the command line.
   *
   * @param value a number, a string, an enum constant or a boolean
   * @return for example {@code one-hot} for {@code ONE_HOT}
   */
  public static String of(Object value) {
    if (value instanceof Boolean on) {
      return on ? "yes" : "no";
    }
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : String.valueOf(value);
  }
}
