package io.github.rnn4j.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokenizer of character language models: each Unicode code point is a token, spaces and line
 * ends too. Joining the tokens gives the text back.
 *
 * <pre>{@code
 * new CharacterTokenizer().tokenize("a 😀"); // [a,  , 😀]: three tokens, four chars
 * }</pre>
 *
 * <p>Half a surrogate pair stays a token of its own; {@link Vocabulary} refuses it. A letter with
 * separate combining marks (Unicode form NFD) is several tokens.
 */
public final class CharacterTokenizer implements Tokenizer {

  /** Makes the tokenizer; it has no settings. */
  public CharacterTokenizer() {}

  @Override
  public List<String> tokenize(String text) {
    Map<Integer, String> characters = new HashMap<>(); // one object for each different character
    return text.codePoints()
        .mapToObj(c -> characters.computeIfAbsent(c, Character::toString))
        .toList();
  }

  /**
   * {@inheritDoc}
   *
   * @return {@code "character"}
   */
  @Override
  public String name() {
    return "character";
  }
}
