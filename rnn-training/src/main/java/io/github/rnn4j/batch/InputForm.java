package io.github.rnn4j.batch;

/** The form in which a network reads tokens, as a value for configurations. */
public enum InputForm {
  /** As a learned vector, one row of a table for each token of the vocabulary. */
  EMBEDDING,

  /** As a vector with a 1 at the token's index and 0 elsewhere; for small vocabularies. */
  ONE_HOT;

  /**
   * Returns the feature encoding for this form.
   *
   * @param vocabularySize V, 1 or more
   * @return indices for the table, or one feature for each token
   * @throws IllegalArgumentException if the size is out of range
   */
  public FeatureEncoding encoding(int vocabularySize) {
    return switch (this) {
      case EMBEDDING -> new FeatureEncoding.Indices(vocabularySize);
      case ONE_HOT -> new FeatureEncoding.OneHot(vocabularySize);
    };
  }
}
