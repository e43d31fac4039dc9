package io.github.rnn4j.charlm.config;

/** The matrix by which the output layer multiplies the state. */
public enum OutputWeights {
  /** A separate matrix. */
  OWN,

  /** The matrix of the embedding; see {@link io.github.rnn4j.layer.output.TiedWeights}. */
  TIED
}
