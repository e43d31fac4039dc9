package io.github.rnn4j.text;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tokenizer of word language models: words, numbers and punctuation marks, all that a sentence
 * needs to be written again; white space only separates. Case is kept.
 *
 * <ul>
 *   <li>a word is a run of letters, digits and combining marks, with apostrophes and single hyphens
 *       inside: {@code don't}, {@code sea-birds};
 *   <li>a number may have points and commas inside: {@code 1,500.25};
 *   <li>two or more hyphens, or three or more points, are one token; every other character that is
 *       no white space is a token of its own.
 * </ul>
 *
 * <pre>{@code
 * new WordTokenizer().tokenize("\"Don't!\" he said--twice.");
 * // [", Don't, !, ", he, said, --, twice, .]
 * }</pre>
 *
 * <p>{@link #join} writes tokens as a text again. The time is linear in the length of the text.
 *
 * @see ReviewTokenizer
 */
public final class WordTokenizer implements Tokenizer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\p{N}++(?:[.,]\\p{N}++)*+(?![\\p{L}\\p{M}])"
              + "|[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*+(?:['\u2019-][\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*+)*+"
              + "|-{2,}+"
              + "|\\.{3,}+"
              + "|[^\\s\\p{Z}]");

  private static final Set<String> NO_SPACE_BEFORE =
      Set.of(".", ",", ";", ":", "!", "?", "...", ")", "]", "}", "\u201d", "\u2019", "\u2026", "%");

  private static final Set<String> NO_SPACE_AFTER = Set.of("(", "[", "{", "\u201c", "\u2018", "$");

  /** Makes the tokenizer; it has no settings. */
  public WordTokenizer() {}

  @Override
  public List<String> tokenize(String text) {
    Objects.requireNonNull(text, "The text is null; an empty text is \"\"");
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }

  /**
   * Writes tokens as a text: with spaces between words, none before a closing mark, none after an
   * opening one, none around dashes. Straight double quotes open and close by turns. White space of
   * the original text is not restored.
   *
   * @param tokens tokens of this tokenizer, also those that a model made up
   * @return the text
   */
  public static String join(List<String> tokens) {
    return tokens.stream().map(new Joiner(List.of())::next).collect(Collectors.joining());
  }

  /**
   * {@link #join} token by token, for a text that is shown while a model writes it. Not for several
   * threads at once.
   */
  public static final class Joiner {
    private boolean quoteIsOpen;
    private boolean glued = true; // nothing stands between the text so far and the next token

    /**
     * Goes on after a beginning.
     *
     * @param before the tokens of the text so far, also none
     */
    public Joiner(List<String> before) {
      before.forEach(this::next);
    }

    /**
     * The next piece of the text.
     *
     * @param token a token of this tokenizer, also one that a model made up
     * @return the token, after a space where one stands before it
     */
    public String next(String token) {
      boolean quote = token.equals("\"");
      boolean dash = token.startsWith("--");
      boolean closes = (quote && quoteIsOpen) || dash || NO_SPACE_BEFORE.contains(token);
      String piece = glued || closes ? token : " " + token;
      glued = (quote && !quoteIsOpen) || dash || NO_SPACE_AFTER.contains(token);
      quoteIsOpen ^= quote;
      return piece;
    }
  }

  /**
   * {@inheritDoc}
   *
   * @return {@code "word"}
   */
  @Override
  public String name() {
    return "word";
  }
}
