package io.github.rnn4j.benchmark.work;

import java.util.Random;

/** Draws symbols from distributions; the same draws in each process, and the same cost. */
public final class Sampler {
  private static final long SEED = 7;

  private final Random random = new Random(SEED);
  private double surprise;
  private int drawn;

  /** Starts the sequence of random numbers. */
  public Sampler() {}

  /**
   * Draws a symbol.
   *
   * @param probabilities their probabilities; they add up to about 1
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
   * Mean negative logarithm of the probability of what was drawn.
   *
   * @return nats per symbol; NaN before the first draw
   */
  public double meanSurprise() {
    return surprise / drawn;
  }
}
