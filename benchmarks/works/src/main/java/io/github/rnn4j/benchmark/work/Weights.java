package io.github.rnn4j.benchmark.work;

/** The initial weights of a network. */
public enum Weights {
  /** The library's random weights, for timing. */
  RANDOM,
  /** {@link CheckWeights}, to compare the losses of the peers. */
  CHECK
}
