package io.github.rnn4j.batch;

import java.util.ArrayList;
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
  KEEP_TAIL,

  /**
   * Keeps the first third and the last two thirds of what fits. A little better again in the same
   * paper, which keeps the first quarter: 5.42 % errors.
   */
  KEEP_ENDS;

  /**
   * Returns the tokens of a sequence that are kept.
   *
   * @param <T> the type of a token
   * @param tokens the sequence
   * @param maxLength the maximum number of tokens, or 0 for no limit
   * @return the tokens themselves, a view of one end of them, or a new list of both ends
   */
  public <T> List<T> cut(List<T> tokens, int maxLength) {
    int kept = kept(tokens.size(), maxLength);
    int head = head(tokens.size(), kept);
    List<T> tail = tokens.subList(tokens.size() - kept + head, tokens.size());
    if (head == 0) {
      return tail;
    }
    if (tail.isEmpty()) {
      return tokens.subList(0, head);
    }
    List<T> ends = new ArrayList<>(tokens.subList(0, head));
    ends.addAll(tail);
    return ends;
  }

  /** Returns a copy of the tokens of a sequence that are kept. */
  int[] cut(int[] tokens, int maxLength) {
    int kept = kept(tokens.length, maxLength);
    int head = head(tokens.length, kept);
    int[] ends = Arrays.copyOf(tokens, kept);
    System.arraycopy(tokens, tokens.length - kept + head, ends, head, kept - head);
    return ends;
  }

  private static int kept(int length, int maxLength) {
    return maxLength == 0 ? length : Math.min(length, maxLength);
  }

  /** Returns how many of the tokens that are kept are at the beginning. */
  private int head(int length, int kept) {
    return switch (this) {
      case KEEP_HEAD -> kept;
      case KEEP_TAIL -> 0;
      case KEEP_ENDS -> kept < length ? kept / 3 : kept;
    };
  }
}
