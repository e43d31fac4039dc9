package io.github.rnn4j.benchmark.work;

import java.util.Random;

/**
 * Samples symbols from distributions, with the same random numbers and the same cost in each
 * process.
 */
public final class Sampler {
  private static final long SEED = 7;

  private final Random random = new Random(SEED);
  private double surprise;
  private int drawn;

  /** Starts the sequence of random numbers. */
  public Sampler() {}

  /**
   * Samples a symbol.
   *
   * @param probabilities the probabilities of the symbols, which add up to about 1
   * @return the symbol
   */
  public int draw(float[] probabilities) {
    float level = random.nextFloat();
    int symbol = 0;
    float below = probabilities[0];
    while (below < level && symbol < probabilities.length - 1) {
      symbol++;
      below += probabilities[symbol];
    }
    surprise -= Math.log(probabilities[symbol]);
    drawn++;
    return symbol;
  }

  /**
   * Returns the mean negative log probability of the sampled symbols.
   *
   * @return nats per symbol; NaN before the first draw
   */
  public double meanSurprise() {
    return surprise / drawn;
  }
}
