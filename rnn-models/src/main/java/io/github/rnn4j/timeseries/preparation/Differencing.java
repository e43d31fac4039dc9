package io.github.rnn4j.timeseries.preparation;

/**
 * Differences from values that are known at an origin.
 *
 * <p>The value {@code k} steps after origin {@code o} is expressed as its difference from an
 * anchor, which is computed from values up to {@code o}. With season {@code m}, and {@code c =
 * ceil(k / m)} the number of seasons from {@code o + k} back to {@code o} or earlier, the anchor
 * is:
 *
 * <pre>{@code
 * no difference      0
 * difference         g_o
 * seasonal           g_(o+k-cm)
 * both               g_(o+k-cm) + g_o - g_(o-cm)
 * }</pre>
 *
 * <p>For {@code k = 1} the last three give the ordinary difference, the seasonal difference, and
 * the ordinary difference of the seasonal one. For more steps (k up to m) they give the sums of
 * these from {@code o + 1} to {@code o + k}; the quantiles of a distant value can therefore be
 * predicted directly, without adding up quantiles.
 *
 * @param difference whether to take differences from the last value
 * @param season m; 0 for no seasonal difference
 */
record Differencing(boolean difference, int season) {

  static Differencing of(PreparationConfig config) {
    return new Differencing(config.difference(), config.seasonalDifference() ? config.season() : 0);
  }

  /** Returns the first origin with known anchors for the next {@code ahead} steps. */
  int firstOrigin(int ahead) {
    if (season == 0) {
      return 0;
    }
    int seasons = seasons(ahead) * season;
    return difference ? seasons : seasons - 1;
  }

  /** Returns the anchor of the value {@code k} steps after {@code origin}, with k 1 or more. */
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
