package io.github.rnn4j.batch;

import java.util.Arrays;
import java.util.List;

/** Which end of a sequence stays when it is longer than the limit. */
public enum Truncation {

  /** The first tokens stay. */
  KEEP_HEAD,

  /**
   * The last tokens stay. Slightly better than the first for film reviews, whose verdict comes
   * last: 5.44 against 5.63 % errors with a Transformer of 512 tokens in C. Sun, X. Qiu, Y. Xu, X.
   * Huang (2019), <cite>How to Fine-Tune BERT for Text Classification?</cite>, <a
   * href="https://arxiv.org/abs/1905.05583">arXiv:1905.05583</a>, table 2.
   */
  KEEP_TAIL;

  /**
   * The tokens of a sequence that stay.
   *
   * @param <T> what a token is
   * @param tokens the sequence
   * @param maxLength the most tokens, 0 for no limit
   * @return the tokens themselves, or a view of one end of them
   */
  public <T> List<T> cut(List<T> tokens, int maxLength) {
    int kept = kept(tokens.size(), maxLength);
    int from = first(tokens.size(), kept);
    return tokens.subList(from, from + kept);
  }

  /** The tokens of a sequence that stay: a copy. */
  int[] cut(int[] tokens, int maxLength) {
    int kept = kept(tokens.length, maxLength);
    int from = first(tokens.length, kept);
    return Arrays.copyOfRange(tokens, from, from + kept);
  }

  private static int kept(int length, int maxLength) {
    return maxLength == 0 ? length : Math.min(length, maxLength);
  }

  private int first(int length, int kept) {
    return this == KEEP_HEAD ? 0 : length - kept;
  }
}
