package io.github.rnn4j.batch;

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
  KEEP_TAIL
}
