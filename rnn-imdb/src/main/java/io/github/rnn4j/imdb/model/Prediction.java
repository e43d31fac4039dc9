package io.github.rnn4j.imdb.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import io.github.rnn4j.metric.BinaryMetrics;

/**
 * What a trained network thinks of a text.
 *
 * @param text the text
 * @param probability that the text is positive, 0 to 1
 * @param tokens how many tokens the text has
 * @param knownTokens how many of the tokens that were read are in the vocabulary; with 0 the
 *     probability says nothing about the text
 * @param truncated whether only a part of the text was read, because it is longer than the network
 *     takes
 */
public record Prediction(
    String text, double probability, int tokens, int knownTokens, boolean truncated) {

  /**
   * The more probable label.
   *
   * @return {@code "negative"} or {@code "positive"}
   */
  @JsonProperty(access = Access.READ_ONLY)
  public String label() {
    return probability >= BinaryMetrics.THRESHOLD ? "positive" : "negative";
  }
}
