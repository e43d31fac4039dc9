package io.github.rnn4j.text;

/**
 * Limits on the tokens that a vocabulary keeps. Both limits apply.
 *
 * @param minCount how often a token must occur to be kept, 1 or more. 1 keeps all tokens; 2 drops
 *     those that occur once, about half of the different words of natural text.
 * @param maxSize the maximum size of the vocabulary, including special tokens: more than the number
 *     of special tokens and at most {@value Vocabulary#MAX_SIZE}, or 0 for that maximum
 */
public record VocabularyLimits(int minCount, int maxSize) {

  /** Keeps every token. */
  public static final VocabularyLimits NONE = new VocabularyLimits(1, 0);

  /**
   * Checks the limits.
   *
   * @param minCount see {@link VocabularyLimits}
   * @param maxSize see {@link VocabularyLimits}
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

  /** How many tokens of texts fit in addition to the special tokens. */
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
