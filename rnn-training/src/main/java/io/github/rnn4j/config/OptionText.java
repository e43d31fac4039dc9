package io.github.rnn4j.config;

import java.util.Locale;

/** How a value is written on a command line and in messages. */
public final class OptionText {

  private OptionText() {}

  /**
   * A value as the command line writes it.
   *
   * @param value a number, a text, a constant or a switch
   * @return such as {@code one-hot} for {@code ONE_HOT}
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
