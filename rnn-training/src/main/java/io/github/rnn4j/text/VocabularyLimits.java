package io.github.rnn4j.text;

/**
 * How much of the counted tokens a vocabulary keeps. Both limits hold together.
 *
 * @param minCount a token is kept when it occurs at least this often; 1 or more, 1 keeps all. 2
 *     drops the tokens that occur once, about half of the different words of natural text.
 * @param maxSize the largest size of the vocabulary, the two specials {@code <pad>} and {@code
 *     <unk>} included: 3 to {@value Vocabulary#MAX_SIZE}, or 0 for no limit but that one
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
    if (maxSize != 0 && (maxSize < 3 || maxSize > Vocabulary.MAX_SIZE)) {
      throw new IllegalArgumentException(
          "maxSize is %d; it must be 0 (no limit) or 3 to %d: <pad> and <unk> take two places"
              .formatted(maxSize, Vocabulary.MAX_SIZE));
    }
  }
}
