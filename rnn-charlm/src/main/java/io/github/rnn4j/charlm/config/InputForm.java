package io.github.rnn4j.charlm.config;

/** How a token enters the network. */
public enum InputForm {
  /** A learned vector. */
  EMBEDDING,
  /** A vector of zeros with a single one; for small vocabularies. */
  ONE_HOT
}
