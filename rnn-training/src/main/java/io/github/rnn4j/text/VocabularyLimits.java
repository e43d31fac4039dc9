package io.github.rnn4j.text;

/**
 * How much of the counted tokens a vocabulary keeps. Both limits hold together.
 *
 * @param minCount a token is kept when it occurs at least this often; 1 or more, 1 keeps all. 2
 *     drops the tokens that occur once, about half of the different words of natural text.
 * @param maxSize the largest size of the vocabulary, special tokens included: more than there are
 *     special tokens, at most {@value Vocabulary#MAX_SIZE}, or 0 for no limit but that one
 */
public record VocabularyLimits(int minCount, int maxSize) {

  /** Keeps every token. */
  public static final VocabularyLimits NONE = new VocabularyLimits(1, 0);

  /**
   * Checks the limits.
   *
   * @param minCount as for the record
   * @param maxSize as for the record
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public VocabularyLimits {
    if (minCount < 1) {
      throw new IllegalArgumentException(
          "minCount is %d; it must be 1 or more (1 keeps every token)".formatted(minCount));
    }
    if (maxSize < 0 || maxSize > Vocabulary.MAX_SIZE) {
      throw new IllegalArgumentException(
          "maxSize is %d; it must be 0 (no limit), or more than the number of special tokens and at most %d"
              .formatted(maxSize, Vocabulary.MAX_SIZE));
    }
  }

  /** How many tokens of texts fit beside special tokens. */
  int room(int specials) {
    if (maxSize == 0) {
      return Integer.MAX_VALUE;
    }
    if (maxSize <= specials) {
      throw new IllegalArgumentException(
          "maxSize is %d; it must be 0 (no limit) or more than the %d special tokens"
              .formatted(maxSize, specials));
    }
    return maxSize - specials;
  }
}
