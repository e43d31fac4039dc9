package io.github.rnn4j.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A token and where it was in the text. A token is often not what was written, for example because
 * it is in lower case; with its position, the text can be shown as it was written.
 *
 * <pre>{@code
 * String text = "<b>GOOD</b>";
 * TokenSpan span = new ReviewTokenizer().spans(text).get(0); // TokenSpan[token=good, from=3, to=7]
 * text.substring(span.from(), span.to());                    // GOOD
 * }</pre>
 *
 * @param token the token
 * @param from index of its first char in the text
 * @param to index after its last char; equal to {@code from} if the token is not in the text
 */
public record TokenSpan(String token, int from, int to) {

  /**
   * Checks the positions.
   *
   * @param token see {@link TokenSpan}
   * @param from see {@link TokenSpan}
   * @param to see {@link TokenSpan}
   * @throws IllegalArgumentException if {@code from} is negative or {@code to} less than {@code
   *     from}
   * @throws NullPointerException if the token is null
   */
  public TokenSpan {
    Objects.requireNonNull(token, "The token is null");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "The span of %s is from %d to %d; it must be 0 <= from <= to"
              .formatted(TokenText.shown(token), from, to));
    }
  }

  /** Looks for each token after the one before it, else from the start, ignoring case. */
  static List<TokenSpan> search(List<String> tokens, String text) {
    String folded = folded(text);
    Set<String> missing = new HashSet<>(); // spares a search of the whole text each time
    List<TokenSpan> spans = new ArrayList<>(tokens.size());
    int last = 0;
    for (String token : tokens) {
      int from = missing.contains(token) ? -1 : find(folded(token), folded, last);
      if (from < 0) {
        missing.add(token);
        spans.add(new TokenSpan(token, last, last));
      } else {
        last = from + token.length();
        spans.add(new TokenSpan(token, from, last));
      }
    }
    return spans;
  }

  private static int find(String token, String text, int from) {
    int next = text.indexOf(token, from);
    return next >= 0 ? next : text.indexOf(token);
  }

  /**
   * A text in which upper and lower case are the same and each character has its old position, as
   * in {@link String#equalsIgnoreCase}. {@code String.toLowerCase} may change the length.
   */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }
}
