package io.github.rnn4j.charlm;

import io.github.rnn4j.text.CharacterTokenizer;
import io.github.rnn4j.text.Tokenizer;
import io.github.rnn4j.text.WordTokenizer;
import java.util.List;

/** What the network reads and predicts at a step. */
public enum Tokens {
  /** A Unicode code point; every character of the text is known. */
  CHARACTER,
  /** A word or a punctuation mark; rare ones are {@code <unk>}. */
  WORD;

  List<String> of(String text) {
    return tokenizer().tokenize(text);
  }

  /** Tokens as a text again. */
  String join(List<String> tokens) {
    return this == WORD ? WordTokenizer.join(tokens) : String.join("", tokens);
  }

  /** What one is called in a report. */
  String unit() {
    return this == WORD ? "word" : "character";
  }

  private Tokenizer tokenizer() {
    return this == WORD ? new WordTokenizer() : new CharacterTokenizer();
  }
}
