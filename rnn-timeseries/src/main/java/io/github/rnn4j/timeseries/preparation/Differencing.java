package io.github.rnn4j.timeseries.preparation;

/**
 * Differences to what is known at an origin.
 *
 * <p>The value {@code k} steps after origin {@code o} is told as its difference to an anchor of
 * values up to {@code o}. With season {@code m}, and {@code c} the number of seasons that reach
 * back from {@code o + k} to {@code o} or before ({@code c = ceil(k / m)}):
 *
 * <pre>{@code
 * no difference      0
 * difference         g_o
 * seasonal           g_(o+k-cm)
 * both               g_(o+k-cm) + g_o - g_(o-cm)
 * }</pre>
 *
 * <p>For {@code k = 1} this is the ordinary difference, the seasonal one, and the one of the other;
 * for more steps it is their sum from {@code o + 1} to {@code o + k} (for k up to m), so that the
 * quantiles of a far value need no addition of quantiles.
 *
 * @param difference whether changes from the last value are told
 * @param season m; 0 for no seasonal difference
 */
record Differencing(boolean difference, int season) {

  static Differencing of(PreparationConfig config) {
    return new Differencing(config.difference(), config.seasonalDifference() ? config.season() : 0);
  }

  /** The first origin whose anchors up to {@code ahead} steps are known. */
  int firstOrigin(int ahead) {
    if (season == 0) {
      return 0;
    }
    int seasons = seasons(ahead) * season;
    return difference ? seasons : seasons - 1;
  }

  /** The anchor of the value {@code k} steps after {@code origin}, 1 or more. */
  double anchor(double[] g, int origin, int k) {
    if (season == 0) {
      return difference ? g[origin] : 0;
    }
    int back = seasons(k) * season;
    double seasonal = g[origin + k - back];
    return difference ? seasonal + g[origin] - g[origin - back] : seasonal;
  }

  private int seasons(int k) {
    return (k + season - 1) / season;
  }
}
