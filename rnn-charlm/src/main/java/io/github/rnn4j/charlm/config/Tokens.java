package io.github.rnn4j.charlm.config;

import io.github.rnn4j.text.CharacterTokenizer;
import io.github.rnn4j.text.Tokenizer;
import io.github.rnn4j.text.WordTokenizer;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the network reads and predicts at a step. */
public enum Tokens {
  /** A Unicode code point; every character of the text is known. */
  CHARACTER,
  /** A word or a punctuation mark; rare ones are {@code <unk>}. */
  WORD;

  public List<String> of(String text) {
    return tokenizer().tokenize(text);
  }

  /** Tokens as a text again. */
  public String join(List<String> tokens) {
    return String.join("", pieces(tokens));
  }

  /** The tokens with the space that stands before them; one after the other they are the text. */
  public List<String> pieces(List<String> tokens) {
    return tokens.stream().map(joiner(List.of())).toList();
  }

  /** Gives the pieces of a text, token by token after its beginning. */
  public UnaryOperator<String> joiner(List<String> before) {
    return this == WORD ? new WordTokenizer.Joiner(before)::next : UnaryOperator.identity();
  }

  /** What one is called in a report. */
  public String noun() {
    return this == WORD ? "word" : "character";
  }

  private Tokenizer tokenizer() {
    return this == WORD ? new WordTokenizer() : new CharacterTokenizer();
  }
}
