package io.github.rnn4j.imdb.data;

import io.github.rnn4j.batch.LabelledSequence;

/**
 * A review as the network reads it.
 *
 * @param sequence the indices of its tokens after truncation; one {@code <unk>} for a text without
 *     tokens
 * @param tokens how many tokens the text has
 * @param knownTokens how many of the tokens in the sequence the vocabulary knows
 */
public record EncodedReview(LabelledSequence sequence, int tokens, int knownTokens) {

  public boolean truncated() {
    return tokens > sequence.length();
  }
}
