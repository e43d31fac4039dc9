package io.github.rnn4j.charlm.config;

import io.github.rnn4j.batch.FeatureEncoding;

/** The form in which the network reads tokens. */
public enum TokenInput {
  /** As a learned vector, one row of a table for each token of the vocabulary. */
  EMBEDDING,

  /** As a vector with a 1 at the token's index and 0 elsewhere; for small vocabularies. */
  ONE_HOT,

  /**
   * As one number, the token's index. Indices have an order that tokens do not have, so a network
   * learns less from them than from one-hot vectors.
   */
  INDEX;

  /**
   * Returns the feature encoding for this form.
   *
   * @param vocabularySize V, 1 or more
   * @return indices, or one feature for each token
   */
  public FeatureEncoding encoding(int vocabularySize) {
    return this == ONE_HOT
        ? new FeatureEncoding.OneHot(vocabularySize)
        : new FeatureEncoding.Indices(vocabularySize);
  }
}
