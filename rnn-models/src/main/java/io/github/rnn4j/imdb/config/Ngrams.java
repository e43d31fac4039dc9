package io.github.rnn4j.imdb.config;

/** What the n-grams are used for. */
public enum Ngrams {
  /** Nothing but a comparison. */
  BASELINE,
  /** Every prediction, together with the network. */
  COMBINED
}
