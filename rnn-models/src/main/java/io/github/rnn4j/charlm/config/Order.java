package io.github.rnn4j.charlm.config;

/** How a text is cut into minibatches. */
public enum Order {
  /** Overlapping windows in random order, each starting from the zero state, as in the textbook. */
  WINDOWS,
  /**
   * Windows in the order of the text that follow one another without overlapping, each starting
   * from the zero state.
   */
  CONSECUTIVE,
  /**
   * Parallel streams that are read from start to end, with the state carried from one minibatch to
   * the next.
   */
  STREAMS
}
