package io.github.rnn4j.loss;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The pinball loss, which is smallest when the output is a quantile of the label (R. Koenker, G.
 * Bassett, 1978, <i>Regression Quantiles</i>, Econometrica 46, <a
 * href="https://doi.org/10.2307/1913643">doi:10.2307/1913643</a>):
 *
 * <pre>{@code
 * loss(y, q) = p (y - q)         where q <= y
 *              (1 - p) (q - y)   where q > y
 * }</pre>
 *
 * <p>summed over the levels {@code p}. The output for a level is the value that the label stays
 * below with probability {@code p}; level 0.5 is the median, and its loss is half the absolute
 * error. At {@code q = y} the derivative is {@code -p}. Nothing keeps the quantiles in order; sort
 * them before use.
 *
 * <pre>{@code
 * new SequenceOutput.Builder(new PinballLoss(List.of(0.05, 0.5, 0.95)))
 *     .nOut(12 * 3) // 12 values, three quantiles each
 *     .activation(Activation.IDENTITY)
 * }</pre>
 */
public final class PinballLoss extends ForecastLoss {

  private static final long serialVersionUID = 1L;

  private final List<Double> levels;

  /**
   * Creates a loss for these levels.
   *
   * @param levels at least one level, in increasing order, each above 0 and below 1
   * @throws IllegalArgumentException if there are no levels, or they are out of order or range
   */
  public PinballLoss(@JsonProperty("levels") List<Double> levels) {
    double before = 0;
    for (double level : levels) {
      if (!(level > before && level < 1)) {
        throw new IllegalArgumentException(
            "levels are " + levels + ": they must be increasing numbers above 0 and below 1");
      }
      before = level;
    }
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("levels are empty: there must be at least one");
    }
    this.levels = List.copyOf(levels);
  }

  /**
   * The levels.
   *
   * @return the levels in increasing order
   */
  @JsonProperty("levels")
  public List<Double> levels() {
    return levels;
  }

  @Override
  public int numbersPerValue() {
    return levels.size();
  }

  @Override
  double loss(double y, double[] output, int at, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < levels.size(); i++) {
      double slope = output[at + i] > y ? 1 - levels.get(i) : -levels.get(i);
      sum += slope * (output[at + i] - y);
      gradient[at + i] = slope;
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PinballLoss loss && levels.equals(loss.levels);
  }

  @Override
  public int hashCode() {
    return levels.hashCode();
  }

  @Override
  public String toString() {
    return "PinballLoss" + levels;
  }
}
