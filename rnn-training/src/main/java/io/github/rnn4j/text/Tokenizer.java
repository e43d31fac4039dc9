package io.github.rnn4j.text;

import java.util.List;

/**
 * Cuts a text into tokens.
 *
 * <p>A saved model stores the {@linkplain #name() name} of its tokenizer, and {@link #named} finds
 * it again. Tokenizers of other projects take part when they are listed in {@code
 * META-INF/services/io.github.rnn4j.text.Tokenizer} (see {@link java.util.ServiceLoader}).
 *
 * <pre>{@code
 * Tokenizer.named("review").tokenize("Great :-)"); // [great, :)]
 * Tokenizer.named("revue");                        // IllegalArgumentException that lists the names
 * }</pre>
 *
 * <p>Implementations have no state that a call changes: the same text always gives the same tokens,
 * from any number of threads.
 */
public interface Tokenizer {

  /**
   * The tokens of a text, in the order that the tokenizer defines.
   *
   * @param text any text, also an empty one
   * @return the tokens, none of them empty; an empty list when the text holds none
   * @throws NullPointerException if the text is null
   */
  List<String> tokenize(String text);

  /**
   * The name under which {@link #named} finds this tokenizer.
   *
   * @return a short name that never changes, because saved models refer to it
   */
  String name();

  /**
   * The tokenizer of a name: {@code "review"} for {@link ReviewTokenizer}, {@code "character"} for
   * {@link CharacterTokenizer}, {@code "word"} for {@link WordTokenizer}, or one that the class
   * path adds.
   *
   * @param name the name, as {@link #name()} gives it
   * @return the tokenizer
   * @throws IllegalArgumentException if no tokenizer, or more than one, has this name; the message
   *     lists the names there are
   * @throws NullPointerException if the name is null
   */
  static Tokenizer named(String name) {
    return TokenizerRegistry.find(name);
  }
}
