package io.github.rnn4j.config;

/**
 * The seed of a network's configuration, from the one that a user gives.
 *
 * <pre>{@code
 * new NeuralNetConfiguration.Builder().seed(NetworkSeed.of(training.seed()))
 * }</pre>
 */
public final class NetworkSeed {

  /** The golden ratio's bits, which nobody types. */
  private static final long FOR_ZERO = 0x9E3779B97F4A7C15L;

  private NetworkSeed() {}

  /**
   * A seed that repeats the initial weights, whatever number it is. ND4J takes 0 for no seed, and
   * draws other numbers each time.
   *
   * @param seed any number
   * @return the same number; for 0 another one, always the same
   */
  public static long of(long seed) {
    return seed == 0 ? FOR_ZERO : seed;
  }
}
