package io.github.rnn4j.text;

import java.util.stream.Collectors;

/** What a token may be as a text, and how a message shows it. */
final class TokenText {

  /** So many characters of a token are shown. */
  private static final int SHOWN = 40;

  private TokenText() {}

  /** The token, if a vocabulary can hold it; {@code place} is for the message. */
  static String checked(String token, int place) {
    if (token == null || token.isEmpty()) {
      throw new IllegalArgumentException(
          "Token %d is %s; a token has at least one character"
              .formatted(place, token == null ? "null" : "empty"));
    }
    if (token.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new IllegalArgumentException(
          "Token %d holds half a surrogate pair, which no file can store; decode the text as UTF-8 or UTF-16 first"
              .formatted(place));
    }
    return token;
  }

  /** A text in quotes: its beginning, control characters by their code points. */
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
