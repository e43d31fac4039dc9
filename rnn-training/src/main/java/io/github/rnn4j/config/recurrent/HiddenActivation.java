package io.github.rnn4j.config.recurrent;

import org.nd4j.linalg.activations.Activation;

/** The activation function of an Elman cell's hidden units. */
public enum HiddenActivation {
  /** Hyperbolic tangent, from -1 to 1: the usual choice. */
  TANH,

  /** {@code max(0, z)}: has no upper limit, so the state can grow from step to step. */
  RELU,

  /** {@code 1 / (1 + exp(-z))}, from 0 to 1: the state is never negative. */
  SIGMOID,

  /** The weighted sum itself, which makes the recurrence linear. */
  IDENTITY;

  /**
   * Returns Deeplearning4j's function of this name.
   *
   * @return the function
   */
  public Activation function() {
    return Activation.valueOf(name());
  }
}
