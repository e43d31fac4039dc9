package io.github.rnn4j.imdb.data;

import io.github.rnn4j.batch.LabelledSequence;

/**
 * A text as the network reads it.
 *
 * @param indices of its tokens after truncation; one {@code <unk>} for a text without tokens
 * @param tokens how many tokens the text has
 * @param knownTokens how many of the indices are those of known tokens
 */
@SuppressWarnings("ArrayRecordComponent") // made by the encoder, and read by one caller
public record EncodedReview(int[] indices, int tokens, int knownTokens) {

  /** With its label, to learn from or to measure on. */
  public LabelledSequence labelled(int label) {
    return new LabelledSequence(indices, label);
  }

  public boolean truncated() {
    return tokens > indices.length;
  }
}
