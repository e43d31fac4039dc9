package io.github.rnn4j.loss;

/**
 * The negative log-likelihood, in nats, of a normal distribution. The two outputs of a label are
 * its mean and the logarithm of its standard deviation (D. A. Nix, A. S. Weigend, 1994,
 * <i>Estimating the mean and variance of the target probability distribution</i>, ICNN, <a
 * href="https://doi.org/10.1109/ICNN.1994.374138">doi:10.1109/ICNN.1994.374138</a>):
 *
 * <pre>{@code loss(y, m, s) = s + ((y - m) / exp(s))^2 / 2 + ln(2 pi) / 2}</pre>
 *
 * <p>{@code s} is clipped to the range from {@value #LEAST_LOG_DEVIATION} to {@value
 * #MOST_LOG_DEVIATION} and gets no gradient outside it: one confident error must not cost infinity.
 * Labels should have a standard deviation of about 1.
 */
public final class GaussianLoss extends ForecastLoss {

  /** The smallest logarithm of the standard deviation. */
  public static final double LEAST_LOG_DEVIATION = -7;

  /** The largest logarithm of the standard deviation. */
  public static final double MOST_LOG_DEVIATION = 7;

  private static final long serialVersionUID = 1L;
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** Creates the loss; it has no settings. */
  public GaussianLoss() {}

  /**
   * Converts an output to a standard deviation.
   *
   * @param output the second of the two outputs of a label
   * @return the standard deviation, above 0
   */
  public static double deviation(double output) {
    return Math.exp(Math.min(Math.max(output, LEAST_LOG_DEVIATION), MOST_LOG_DEVIATION));
  }

  @Override
  public int numbersPerValue() {
    return 2;
  }

  @Override
  double loss(double y, double[] output, int at, double[] gradient) {
    double s = output[at + 1];
    double deviation = deviation(s);
    double z = (y - output[at]) / deviation;
    gradient[at] = -z / deviation;
    gradient[at + 1] = s > LEAST_LOG_DEVIATION && s < MOST_LOG_DEVIATION ? 1 - z * z : 0;
    return Math.log(deviation) + z * z / 2 + HALF_LOG_TWO_PI;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GaussianLoss;
  }

  @Override
  public int hashCode() {
    return GaussianLoss.class.hashCode();
  }

  @Override
  public String toString() {
    return "GaussianLoss";
  }
}
