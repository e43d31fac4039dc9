package io.github.rnn4j.charlm.model;

/**
 * How well a model predicts a text, token by token.
 *
 * @param tokens predictions that were measured
 * @param nats mean of {@code -ln p} of the token that came: the cross-entropy
 * @param bits the same in bits, {@code nats / ln 2}; of characters, bits per character
 * @param perplexity {@code exp(nats)}: as unsure as among so many equally probable tokens
 */
public record LanguageFigures(long tokens, double nats, double bits, double perplexity) {

  /** Of the surprises {@code -ln p} of all tokens, added up in their order. */
  public static LanguageFigures of(double[] surprises) {
    double nats = 0;
    for (double surprise : surprises) {
      nats += surprise;
    }
    return of(surprises.length, nats / surprises.length);
  }

  public static LanguageFigures of(long tokens, double nats) {
    return new LanguageFigures(tokens, nats, nats / Math.log(2), Math.exp(nats));
  }
}
