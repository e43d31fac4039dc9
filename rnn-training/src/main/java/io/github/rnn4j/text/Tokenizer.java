package io.github.rnn4j.text;

import java.util.List;

/**
 * Splits a text into tokens.
 *
 * <p>A saved model stores the {@linkplain #name() name} of its tokenizer, and {@link #named} looks
 * it up again. Other projects can add tokenizers by listing them in {@code
 * META-INF/services/io.github.rnn4j.text.Tokenizer} (see {@link java.util.ServiceLoader}).
 *
 * <pre>{@code
 * Tokenizer.named("review").tokenize("Great :-)"); // [great, :)]
 * Tokenizer.named("revue");                        // IllegalArgumentException, lists the names
 * }</pre>
 *
 * <p>Implementations must not have mutable state: the same text always gives the same tokens, on
 * any number of threads.
 */
public interface Tokenizer {

  /**
   * Splits a text into tokens, in the order that the tokenizer defines.
   *
   * @param text any text; may be empty
   * @return the tokens, none of them empty; an empty list if the text contains none
   * @throws NullPointerException if the text is null
   */
  List<String> tokenize(String text);

  /**
   * Splits a text into tokens and says where each one is in the text, for example to colour the
   * words of a text that a person wrote.
   *
   * <pre>{@code
   * new ReviewTokenizer().spans(":-) Good"); // [good from 4 to 8, :) from 0 to 3]
   * }</pre>
   *
   * <p>By default, each token is looked for after the one before it, ignoring case, and if it is
   * not there, from the start of the text. A token that is nowhere in the text, because the
   * tokenizer changed more than its case, has an empty span where the token before it ends.
   * Override this method in tokenizers that know the positions.
   *
   * @param text any text; may be empty
   * @return a span for each token of {@link #tokenize}, in the same order
   * @throws NullPointerException if the text is null
   */
  default List<TokenSpan> spans(String text) {
    return TokenSpan.search(tokenize(text), text);
  }

  /**
   * The name under which {@link #named} finds this tokenizer.
   *
   * @return a short name that never changes, because saved models refer to it
   */
  String name();

  /**
   * Returns the tokenizer with a given name: {@code "review"} for {@link ReviewTokenizer}, {@code
   * "text"} for {@link TextTokenizer}, {@code "book"} for {@link BookTokenizer}, {@code
   * "character"} for {@link CharacterTokenizer}, {@code "word"} for {@link WordTokenizer}, or the
   * name of a tokenizer found on the class path.
   *
   * @param name the name, as {@link #name()} returns it
   * @return the tokenizer
   * @throws IllegalArgumentException if no tokenizer, or more than one, has this name; the message
   *     lists the known names
   * @throws NullPointerException if the name is null
   */
  static Tokenizer named(String name) {
    return TokenizerRegistry.find(name);
  }
}
