package io.github.rnn4j.kernel.cell;

/** What an Elman cell does to its weighted sum. The other cells use tanh. */
public enum ElmanActivation {
  /** Hyperbolic tangent. */
  TANH,
  /** {@code max(0, z)}. */
  RELU,
  /** {@code 1 / (1 + exp(-z))}. */
  SIGMOID,
  /** The sum itself. */
  IDENTITY
}
