package io.github.rnn4j.batch;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A sequence of token indices and the class it belongs to. Immutable and compared by content: the
 * array is copied on the way in and on the way out, so a later change to the caller's array cannot
 * affect a minibatch or break a hash table.
 *
 * @param tokens token indices, [T]; at least one, each 0 or more. Encode an empty text as a single
 *     {@code <unk>}.
 * @param label the class, 0 or more
 */
@SuppressWarnings("ArrayRecordComponent") // The array is copied both ways and compared by content.
public record LabelledSequence(int[] tokens, int label) implements Serializable {

  /**
   * Checks and copies the tokens.
   *
   * @param tokens see {@link LabelledSequence}
   * @param label see {@link LabelledSequence}
   * @throws IllegalArgumentException if there are no tokens, or a token or the label is negative
   */
  public LabelledSequence {
    tokens = tokens.clone();
    if (tokens.length == 0) {
      throw new IllegalArgumentException(
          "The sequence has length 0; it must be 1 or more. Encode an empty text as one <unk>");
    }
    for (int t = 0; t < tokens.length; t++) {
      if (tokens[t] < 0) {
        throw new IllegalArgumentException(
            "Token %d has index %d; a token index must be 0 or more".formatted(t, tokens[t]));
      }
    }
    if (label < 0) {
      throw new IllegalArgumentException(
          "The label is %d; classes are numbered from 0".formatted(label));
    }
  }

  /**
   * The token indices.
   *
   * @return a copy, [T]
   */
  @Override
  public int[] tokens() {
    return tokens.clone();
  }

  /**
   * The number of tokens.
   *
   * @return T, 1 or more
   */
  public int length() {
    return tokens.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelledSequence that
        && label == that.label
        && Arrays.equals(tokens, that.tokens);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tokens) + label;
  }

  @Override
  public String toString() {
    return "LabelledSequence of %d tokens, label %d".formatted(tokens.length, label);
  }
}
