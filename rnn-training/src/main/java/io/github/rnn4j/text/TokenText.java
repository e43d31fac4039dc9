package io.github.rnn4j.text;

import java.util.stream.Collectors;

/** Checks the text of a token, and formats it for messages. */
final class TokenText {

  /** The number of characters of a token that a message shows. */
  private static final int SHOWN = 40;

  private TokenText() {}

  /**
   * Returns the token if a vocabulary can contain it; {@code place} is its position, for the
   * message.
   */
  static String checked(String token, int place) {
    if (token == null || token.isEmpty()) {
      throw new IllegalArgumentException(
          "Token %d is %s; a token must have at least one character"
              .formatted(place, token == null ? "null" : "empty"));
    }
    if (token.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new IllegalArgumentException(
          "Token %d contains an unpaired surrogate, which cannot be stored in a file; decode the text as UTF-8 or UTF-16 first"
              .formatted(place));
    }
    return token;
  }

  /** The beginning of a text in quotes, with control characters as code points. */
  static String shown(String text) {
    String whole = String.valueOf(text);
    String beginning =
        whole
            .codePoints()
            .limit(SHOWN)
            .mapToObj(
                c -> Character.isISOControl(c) ? "U+%04X".formatted(c) : Character.toString(c))
            .collect(Collectors.joining());
    boolean cut = whole.codePointCount(0, whole.length()) > SHOWN;
    return "'" + beginning + (cut ? "...'" : "'");
  }
}
