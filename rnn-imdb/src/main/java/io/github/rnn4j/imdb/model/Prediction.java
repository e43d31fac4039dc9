package io.github.rnn4j.imdb.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import io.github.rnn4j.metric.BinaryMetrics;

/**
 * The prediction of a trained network for a text.
 *
 * @param text the text
 * @param probability that the text is positive, 0 to 1
 * @param tokens number of tokens in the text
 * @param knownTokens how many of the tokens that were read are in the vocabulary; if 0, the
 *     probability says nothing about the text
 * @param truncated whether the network read only part of the text because the text is too long
 */
public record Prediction(
    String text, double probability, int tokens, int knownTokens, boolean truncated) {

  /**
   * Returns the more probable label.
   *
   * @return {@code "negative"} or {@code "positive"}
   */
  @JsonProperty(access = Access.READ_ONLY)
  public String label() {
    return probability >= BinaryMetrics.THRESHOLD ? "positive" : "negative";
  }
}
