package io.github.rnn4j.text;

/**
 * A token that a {@link Vocabulary} may contain besides the tokens of texts. Special tokens come
 * first in a vocabulary, in the order of these constants.
 */
public enum SpecialToken {
  /** Fills the end of short sequences in a minibatch, where the mask hides it. */
  PADDING("<pad>"),

  /** Stands for every token that is not in the vocabulary. */
  UNKNOWN("<unk>"),

  /** Comes before the first token of a sequence. */
  BEGIN("<bos>"),

  /** Comes after the last token of a sequence. */
  END("<eos>");

  private final String text;

  SpecialToken(String text) {
    this.text = text;
  }

  /**
   * The written form of the special token.
   *
   * @return for example {@code <bos>}
   */
  public String text() {
    return text;
  }
}
