package io.github.rnn4j.imdb.config;

/** How much the texts of a class count in training. */
public enum ClassWeighting {
  /** Every text counts the same, so rare classes count little. */
  NONE,
  /**
   * A text of a class with {@code n} of {@code N} training texts counts {@code N / (K n)}, where K
   * is the number of classes; the mean over all texts is 1.
   */
  BALANCED
}
