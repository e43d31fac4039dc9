package io.github.rnn4j.benchmark.work;

/** The layers after the recurrent layers. */
public enum Head {
  /** A softmax over the outputs at each time step, with cross-entropy loss. */
  SYMBOLS,
  /** A linear layer at each time step, with mean squared error. */
  VALUES,
  /**
   * A dense layer of {@value Network#DENSE} units with ReLU on the final states of both directions,
   * then one sigmoid, with binary cross-entropy.
   */
  REVIEW_CLASS
}
