package io.github.rnn4j.batch;

import java.util.SplittableRandom;

/** The seed of one pass over the data. */
final class PassSeed {

  private PassSeed() {}

  /**
   * Mixes seed and pass. {@code java.util.Random}, whose documented algorithm never changes, gives
   * similar numbers for neighboring seeds.
   */
  static long of(long seed, long pass) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + pass).nextLong();
  }
}
