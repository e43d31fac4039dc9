package io.github.rnn4j.config;

import java.util.Locale;

/** Formats values as they are written on the command line and in messages. */
public final class OptionText {

  private OptionText() {}

  /**
   * Formats a value as it is written on the command line.
   *
   * @param value a number, a string, an enum constant, a boolean or a {@link Switch}
   * @return for example {@code one-hot} for {@code ONE_HOT}; empty for a switch that is left open
   */
  public static String of(Object value) {
    if (value instanceof Boolean on) {
      return on ? "yes" : "no";
    }
    if (value instanceof Switch open) {
      return switch (open) {
        case AUTOMATIC -> "";
        case ON -> "yes";
        case OFF -> "no";
      };
    }
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : String.valueOf(value);
  }
}
