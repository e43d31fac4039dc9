package io.github.rnn4j.metric;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The forecast of one value as five quantiles: the median and the ends of two intervals.
 *
 * <pre>{@code
 * Quantiles passengers = new Quantiles(380, 401, 417, 430, 455);
 * passengers.median();                             // equally likely to be too high or too low
 * passengers.high90() - passengers.low90();        // the width of the 90 % interval
 * passengers.map(Math::log);                       // the quantiles of the logarithm
 * }</pre>
 *
 * <p>Quantiles never decrease from one to the next. The ends of an interval are NaN if it is not
 * known, as for a {@link #point}; all quantiles are NaN if nothing is known.
 *
 * @param low90 the lower end of the 90 % interval: 5 % of the values are below it
 * @param low50 the lower end of the 50 % interval: 25 % are below it
 * @param median half of the values are below it
 * @param high50 the upper end of the 50 % interval: 75 % are below it
 * @param high90 the upper end of the 90 % interval: 95 % are below it
 */
public record Quantiles(double low90, double low50, double median, double high50, double high90) {

  /** The level of each quantile, in the order of the components. */
  public static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

  /**
   * Checks the order.
   *
   * @param low90 the lower end of the 90 % interval
   * @param low50 the lower end of the 50 % interval
   * @param median the median
   * @param high50 the upper end of the 50 % interval
   * @param high90 the upper end of the 90 % interval
   * @throws IllegalArgumentException if a quantile is below the one before it
   */
  public Quantiles {
    if (low90 > low50 || low50 > median || median > high50 || high50 > high90) {
      throw new IllegalArgumentException(
          "the quantiles %s, %s, %s, %s, %s cross; they must not decrease from one to the next"
              .formatted(low90, low50, median, high50, high90));
    }
  }

  /**
   * Creates a forecast without intervals.
   *
   * @param median the only number that is known
   * @return quantiles in which the ends of the intervals are NaN
   */
  public static Quantiles point(double median) {
    return new Quantiles(Double.NaN, Double.NaN, median, Double.NaN, Double.NaN);
  }

  /**
   * Computes the quantiles of a distribution.
   *
   * @param ofLevel returns, for a probability, the value that is not exceeded with that
   *     probability; called for each of the {@link #LEVELS} in order
   * @return its five quantiles
   */
  public static Quantiles of(DoubleUnaryOperator ofLevel) {
    return new Quantiles(
        ofLevel.applyAsDouble(LEVELS.get(0)),
        ofLevel.applyAsDouble(LEVELS.get(1)),
        ofLevel.applyAsDouble(LEVELS.get(2)),
        ofLevel.applyAsDouble(LEVELS.get(3)),
        ofLevel.applyAsDouble(LEVELS.get(4)));
  }

  /**
   * Applies a function to each quantile.
   *
   * @param function a function that never decreases
   * @return the transformed quantiles
   * @throws IllegalArgumentException if the function decreases and the quantiles cross
   */
  public Quantiles map(DoubleUnaryOperator function) {
    return new Quantiles(
        function.applyAsDouble(low90),
        function.applyAsDouble(low50),
        function.applyAsDouble(median),
        function.applyAsDouble(high50),
        function.applyAsDouble(high90));
  }

  /**
   * Returns the quantiles as an array, in the order of the {@link #LEVELS}.
   *
   * @return a new array with one quantile per level
   */
  public double[] toArray() {
    return new double[] {low90, low50, median, high50, high90};
  }
}
