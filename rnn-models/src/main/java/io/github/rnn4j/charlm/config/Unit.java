package io.github.rnn4j.charlm.config;

import io.github.rnn4j.text.Sentences;
import java.util.List;

/** What one sequence of the data is. */
public enum Unit {
  /** The whole text, whose beginning and end have no meaning. */
  TEXT,
  /** A line, from {@code <bos>} to {@code <eos>}, such as a name in a list of names. */
  LINE,
  /** A sentence, from {@code <bos>} to {@code <eos>}. */
  SENTENCE;

  /** Cuts a text into sequences, none of them empty. */
  public List<String> of(String text) {
    return switch (this) {
      case TEXT -> List.of(text);
      case LINE -> text.lines().filter(line -> !line.isBlank()).toList();
      case SENTENCE -> Sentences.of(text);
    };
  }
}
