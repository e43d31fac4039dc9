package io.github.rnn4j.batch;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Sequences with lengths as uneven as those of real text. */
final class RandomSequences {

  static final int VOCABULARY_SIZE = 50;

  private RandomSequences() {}

  /** Lengths are log-normal, 1 to 200. */
  static List<LabelledSequence> of(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int length = (int) Math.min(200, 1 + Math.exp(3 + random.nextGaussian()));
              int[] tokens = random.ints(length, 2, VOCABULARY_SIZE).toArray();
              return new LabelledSequence(tokens, random.nextInt(2));
            })
        .toList();
  }
}
