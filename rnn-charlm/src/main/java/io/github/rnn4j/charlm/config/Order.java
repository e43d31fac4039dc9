package io.github.rnn4j.charlm.config;

/** How a text is cut into minibatches. */
public enum Order {
  /** Windows from anywhere in random order, each starting from the zero state (the textbook). */
  WINDOWS,
  /** Streams side by side that are read from end to end, the state carried over minibatches. */
  STREAMS
}
