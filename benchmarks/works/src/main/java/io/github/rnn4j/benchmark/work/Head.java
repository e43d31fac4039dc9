package io.github.rnn4j.benchmark.work;

/** What stands behind the recurrent layers. */
public enum Head {
  /** At each time step a softmax over the outputs; cross-entropy against one of them. */
  SYMBOLS,
  /** At each time step a linear layer; mean squared error. */
  VALUES,
  /**
   * On the final states of both directions a dense layer of {@value Network#DENSE} units with relu,
   * then one sigmoid; binary cross-entropy.
   */
  REVIEW_CLASS
}
