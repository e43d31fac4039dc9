package io.github.rnn4j.charlm.baseline;

/**
 * Two models combined: {@code w p + (1 - w) q}, with the weight that best predicts a text that
 * neither was trained on.
 *
 * <p>The weight is found by expectation-maximization: each step sets it to the mean share {@code w
 * p / (w p + (1 - w) q)} that the first model has in the probability of a token. The likelihood has
 * one maximum.
 *
 * <p>Source: F. Jelinek, R. L. Mercer (1980), <cite>Interpolated estimation of Markov source
 * parameters from sparse data</cite>; with a recurrent network as one of the models T. Mikolov et
 * al. (2010), <cite>Recurrent neural network based language model</cite>, Interspeech.
 *
 * @param weight w, the weight of the first model, 0 to 1
 */
record Mixture(double weight) {

  private static final int MOST_STEPS = 1000;
  private static final double PRECISION = 1e-6;

  /**
   * Finds the weight.
   *
   * @param first [T] surprises {@code -ln p} of the first model, at least one
   * @param second [T] surprises {@code -ln q} of the second model for the same tokens
   */
  static Mixture fitted(double[] first, double[] second) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException(
          "There are %d and %d surprises; there must be the same number of each, at least one"
              .formatted(first.length, second.length));
    }
    double weight = 0.5;
    for (int step = 0; step < MOST_STEPS; step++) {
      double shares = 0;
      for (int t = 0; t < first.length; t++) {
        double odds = (1 - weight) * Math.exp(first[t] - second[t]);
        shares += weight / (weight + odds);
      }
      double next = shares / first.length;
      if (Math.abs(next - weight) < PRECISION) {
        return new Mixture(next);
      }
      weight = next;
    }
    return new Mixture(weight);
  }

  /**
   * Returns the mean surprise of the combined models.
   *
   * @param first [T] surprises of the first model
   * @param second [T] surprises of the second model for the same tokens
   * @return nats per token
   */
  double nats(double[] first, double[] second) {
    double nats = 0;
    for (int t = 0; t < first.length; t++) {
      nats -= Math.log(weight * Math.exp(-first[t]) + (1 - weight) * Math.exp(-second[t]));
    }
    return nats / first.length;
  }
}
