package io.github.rnn4j.timeseries.preparation;

import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Finds a season in the values of a series whose times do not suggest one, by the autocorrelation
 * of its changes from step to step:
 *
 * <pre>{@code
 * r_m = sum_t (d_t - mean) (d_(t-m) - mean) / sum_t (d_t - mean)^2,  d_t = y_t - y_(t-1)
 * }</pre>
 *
 * <p>Changes are used because the values themselves are correlated at many distances if they have a
 * trend or wander.
 */
public final class SeasonalPeriod {

  /** Weaker correlations do not make a season. */
  private static final double LEAST = 0.3;

  /** A correlation of chance is smaller than so many standard errors, {@code 1 / sqrt(n)}. */
  private static final double STANDARD_ERRORS = 3;

  /** A multiple of the season is about as strongly correlated as the season itself. */
  private static final double AS_STRONG = 0.85;

  private static final double ROUNDING = 1e-10;
  private static final int SEASONS = 3; // that must fit into the period
  private static final int LONGEST = 1_000;
  private static final int MOST = 20_000; // steps, the latest ones

  private SeasonalPeriod() {}

  /**
   * Finds the season.
   *
   * @param values the values of the training period
   * @return its length in steps, 2 or more; empty if there is none
   */
  public static OptionalInt find(double[] values) {
    int from = Math.max(1, values.length - MOST);
    double[] changes =
        IntStream.range(from, values.length).mapToDouble(t -> values[t] - values[t - 1]).toArray();
    int longest = Math.min(LONGEST, changes.length / SEASONS);
    if (longest < 3 || areConstant(changes, values)) {
      return OptionalInt.empty();
    }
    double[] correlations = autocorrelations(changes, longest + 1);
    double least = Math.max(LEAST, STANDARD_ERRORS / Math.sqrt(changes.length));
    int[] peaks =
        IntStream.rangeClosed(2, longest)
            .filter(
                lag ->
                    correlations[lag] >= least
                        && correlations[lag] > correlations[lag - 1]
                        && correlations[lag] >= correlations[lag + 1])
            .toArray();
    double highest = IntStream.of(peaks).mapToDouble(lag -> correlations[lag]).max().orElse(0);
    return IntStream.of(peaks).filter(lag -> correlations[lag] >= AS_STRONG * highest).findFirst();
  }

  /**
   * Returns whether numbers are the same but for rounding, as the changes of a straight line are.
   */
  private static boolean areConstant(double[] changes, double[] values) {
    double size = DoubleStream.of(values).map(Math::abs).max().orElse(0);
    return DoubleStream.of(changes).max().orElse(0) - DoubleStream.of(changes).min().orElse(0)
        <= ROUNDING * size;
  }

  /** Returns the autocorrelations at distances 0 to {@code longest}. */
  private static double[] autocorrelations(double[] x, int longest) {
    double mean = IntStream.range(0, x.length).mapToDouble(t -> x[t]).average().orElse(0);
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean);
    }
    double[] correlations = new double[longest + 1];
    for (int lag = 0; lag <= longest; lag++) {
      double sum = 0;
      for (int t = lag; t < x.length; t++) {
        sum += (x[t] - mean) * (x[t - lag] - mean);
      }
      correlations[lag] = sum / variance;
    }
    return correlations;
  }
}
