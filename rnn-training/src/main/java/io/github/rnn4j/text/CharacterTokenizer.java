package io.github.rnn4j.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tokenizer for character language models: each Unicode code point is a token, including spaces and
 * line ends. Joining the tokens restores the text.
 *
 * <pre>{@code
 * new CharacterTokenizer().tokenize("a 😀"); // [a,  , 😀]: three tokens, four chars
 * }</pre>
 *
 * <p>An unpaired surrogate becomes a separate token, which {@link Vocabulary} rejects. A letter
 * with separate combining marks (Unicode form NFD) becomes several tokens.
 */
public final class CharacterTokenizer implements Tokenizer {

  /** Creates the tokenizer; it has no settings. */
  public CharacterTokenizer() {}

  @Override
  public List<String> tokenize(String text) {
    Map<Integer, String> characters = new HashMap<>(); // one string for each distinct character
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
