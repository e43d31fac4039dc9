package io.github.rnn4j.charlm.config;

import io.github.rnn4j.text.CharacterTokenizer;
import io.github.rnn4j.text.Tokenizer;
import io.github.rnn4j.text.WordTokenizer;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the network reads and predicts at each step. */
public enum Tokens {
  /** A Unicode code point; every character of the text is known. */
  CHARACTER,
  /** A word or a punctuation mark; rare words become {@code <unk>}. */
  WORD;

  public List<String> of(String text) {
    return tokenizer().tokenize(text);
  }

  /** Joins tokens into a text. */
  public String join(List<String> tokens) {
    return String.join("", pieces(tokens));
  }

  /** Returns each token with the space before it, if any; joined, the pieces are the text. */
  public List<String> pieces(List<String> tokens) {
    return tokens.stream().map(joiner(List.of())).toList();
  }

  /** Returns a function that turns the tokens after a beginning into pieces, one by one. */
  public UnaryOperator<String> joiner(List<String> before) {
    return this == WORD ? new WordTokenizer.Joiner(before)::next : UnaryOperator.identity();
  }

  /** Returns the word for one token in messages and reports. */
  public String noun() {
    return this == WORD ? "word" : "character";
  }

  private Tokenizer tokenizer() {
    return this == WORD ? new WordTokenizer() : new CharacterTokenizer();
  }
}
