package io.github.rnn4j.benchmark.work;

/** What a network starts from. */
public enum Weights {
  /** As the library draws them: for timing. */
  RANDOM,
  /** {@link CheckWeights}: to compare the losses of the peers. */
  CHECK
}
