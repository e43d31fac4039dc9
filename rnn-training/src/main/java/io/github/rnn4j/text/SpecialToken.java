package io.github.rnn4j.text;

/**
 * What a {@link Vocabulary} may hold besides the tokens of texts. Those that it has come first, in
 * this order.
 */
public enum SpecialToken {
  /** Fills the end of short sequences in a minibatch, where the mask hides it. */
  PADDING("<pad>"),

  /** Stands for every token that the vocabulary does not hold. */
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
   * How the special token is written.
   *
   * @return for example {@code <bos>}
   */
  public String text() {
    return text;
  }
}
