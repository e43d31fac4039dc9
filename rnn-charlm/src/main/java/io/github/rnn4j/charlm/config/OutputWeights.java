package io.github.rnn4j.charlm.config;

/** What the output layer multiplies the state with. */
public enum OutputWeights {
  /** A matrix of its own. */
  OWN,

  /** The vectors of the embedding; see {@link io.github.rnn4j.layer.output.TiedWeights}. */
  TIED
}
