package io.github.rnn4j.imdb.config;

/** What the word vectors are before training. */
public enum WordVectors {
  /** Drawn from the standard normal distribution. */
  NORMAL,
  /** Drawn from a normal distribution with a standard deviation of 0.1. */
  SMALL,
  /**
   * As {@link #SMALL}, but the first components are the word's log-count ratios in the training
   * texts: one for two classes, otherwise one for each class.
   */
  LOG_COUNT_RATIO
}
