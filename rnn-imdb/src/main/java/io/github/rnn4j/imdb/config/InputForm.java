package io.github.rnn4j.imdb.config;

/** How a word enters the network. */
public enum InputForm {
  /** As a learned vector, one row of a table per word of the vocabulary. */
  EMBEDDING,
  /** As a vector with a 1 at the word's index and 0 elsewhere; for small vocabularies. */
  ONE_HOT
}
