package io.github.rnn4j.imdb.data;

import io.github.rnn4j.batch.LabelledSequence;

/**
 * A text, encoded for the network.
 *
 * @param indices the token indices after truncation; a single {@code <unk>} for a text without
 *     tokens
 * @param whole the token indices before truncation, at most {@link ReviewEncoder#LONGEST}
 * @param tokens number of tokens before truncation
 * @param knownTokens number of indices that belong to known tokens
 */
@SuppressWarnings("ArrayRecordComponent") // created by the encoder and read by one caller
public record EncodedReview(int[] indices, int[] whole, int tokens, int knownTokens) {

  /** Adds the label, for training or evaluation. */
  public LabelledSequence labelled(int label) {
    return new LabelledSequence(indices, label);
  }

  /** Adds the label to the whole text. */
  LabelledSequence wholeLabelled(int label) {
    return new LabelledSequence(whole, label);
  }

  public boolean truncated() {
    return tokens > indices.length;
  }
}
