package io.github.rnn4j.batch;

import java.util.Arrays;
import java.util.List;

/** Which end of a sequence is kept if it is longer than the limit. */
public enum Truncation {

  /** Keeps the first tokens. */
  KEEP_HEAD,

  /**
   * Keeps the last tokens. Slightly better for film reviews, whose verdict comes last: 5.44 %
   * errors instead of 5.63 % with a Transformer of 512 tokens in C. Sun, X. Qiu, Y. Xu, X. Huang
   * (2019), <cite>How to Fine-Tune BERT for Text Classification?</cite>, <a
   * href="https://arxiv.org/abs/1905.05583">arXiv:1905.05583</a>, table 2.
   */
  KEEP_TAIL;

  /**
   * Returns the tokens of a sequence that are kept.
   *
   * @param <T> the type of a token
   * @param tokens the sequence
   * @param maxLength the maximum number of tokens, or 0 for no limit
   * @return the tokens themselves, or a view of one end of them
   */
  public <T> List<T> cut(List<T> tokens, int maxLength) {
    int kept = kept(tokens.size(), maxLength);
    int from = first(tokens.size(), kept);
    return tokens.subList(from, from + kept);
  }

  /** Returns a copy of the tokens of a sequence that are kept. */
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
