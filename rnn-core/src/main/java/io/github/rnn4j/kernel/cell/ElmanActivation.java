package io.github.rnn4j.kernel.cell;

/** The activation function of an Elman cell. The other cells use tanh. */
public enum ElmanActivation {
  /** Hyperbolic tangent. */
  TANH,
  /** {@code max(0, z)}. */
  RELU,
  /** {@code 1 / (1 + exp(-z))}. */
  SIGMOID,
  /** The weighted sum itself. */
  IDENTITY
}
