package io.github.rnn4j.charlm.config;

import io.github.rnn4j.text.Sentences;
import java.util.List;

/** What one sequence of the data is. */
public enum Unit {
  /** The whole text, without a beginning or an end that would mean something. */
  TEXT,
  /** A line, from {@code <bos>} to {@code <eos>}: a name of a list of names. */
  LINE,
  /** A sentence, from {@code <bos>} to {@code <eos>}. */
  SENTENCE;

  /** The sequences of a text, none of them empty. */
  public List<String> of(String text) {
    return switch (this) {
      case TEXT -> List.of(text);
      case LINE -> text.lines().filter(line -> !line.isBlank()).toList();
      case SENTENCE -> Sentences.of(text);
    };
  }
}
