package io.github.rnn4j.datasets.reviews;

import java.util.List;
import java.util.Objects;

/**
 * One review and its sentiment.
 *
 * @param text the review as written, including HTML tags; may be empty
 * @param label {@link #NEGATIVE} (0) or {@link #POSITIVE} (1)
 */
public record Review(String text, int label) {

  /** The label of a negative review. */
  public static final int NEGATIVE = 0;

  /** The label of a positive review. */
  public static final int POSITIVE = 1;

  /** The names of the labels; a label is an index into this list. */
  public static final List<String> LABELS = List.of("negative", "positive");

  /**
   * Checks the values.
   *
   * @param text the review
   * @param label 0 or 1
   * @throws NullPointerException if {@code text} is null
   * @throws IllegalArgumentException if {@code label} is neither 0 nor 1
   */
  public Review {
    Objects.requireNonNull(text, "text");
    if (label != NEGATIVE && label != POSITIVE) {
      throw new IllegalArgumentException(
          "label is " + label + "; use 0 for a negative review or 1 for a positive one");
    }
  }
}
