package io.github.rnn4j.charlm.model;

import java.io.Serializable;

/**
 * Metrics of how well a model predicts a text.
 *
 * @param tokens number of tokens that were predicted
 * @param nats mean of {@code -ln p} over the tokens, the cross-entropy
 * @param bits the same in bits, {@code nats / ln 2}; of characters, bits per character
 * @param perplexity {@code exp(nats)}: the model is as uncertain as with this many equally probable
 *     tokens
 */
public record LanguageFigures(long tokens, double nats, double bits, double perplexity)
    implements Serializable {

  /**
   * Averages the surprises of all tokens, added up in their order.
   *
   * @param surprises {@code -ln p} of each token
   * @return the metrics
   */
  public static LanguageFigures of(double[] surprises) {
    double nats = 0;
    for (double surprise : surprises) {
      nats += surprise;
    }
    return of(surprises.length, nats / surprises.length);
  }

  /**
   * Derives the other metrics from the cross-entropy.
   *
   * @param tokens number of tokens that were predicted
   * @param nats mean of {@code -ln p} over the tokens
   * @return the metrics
   */
  public static LanguageFigures of(long tokens, double nats) {
    return new LanguageFigures(tokens, nats, nats / Math.log(2), Math.exp(nats));
  }
}
