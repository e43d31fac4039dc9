package io.github.rnn4j.config;

/**
 * Converts the user's seed into the seed of a network configuration.
 *
 * <pre>{@code
 * new NeuralNetConfiguration.Builder().seed(NetworkSeed.of(training.seed()))
 * }</pre>
 */
public final class NetworkSeed {

  /** The bits of the golden ratio: a number that no user is likely to choose. */
  private static final long FOR_ZERO = 0x9E3779B97F4A7C15L;

  private NetworkSeed() {}

  /**
   * Returns a seed that always gives the same initial weights. ND4J treats 0 as no seed and draws
   * different numbers each time, so 0 is replaced.
   *
   * @param seed any number
   * @return the same number; for 0, a fixed other number
   */
  public static long of(long seed) {
    return seed == 0 ? FOR_ZERO : seed;
  }
}
