package io.github.rnn4j.lessons;

import io.github.rnn4j.datasets.labelled.LabelledText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * The 20,000 of 25,000 training reviews that the textbook draws at random, in the same order.
 *
 * <p>It draws them with PyTorch's {@code random_split} after {@code torch.manual_seed(1)}: random
 * numbers of the Mersenne Twister shuffle the reviews, and the first 20,000 are taken.
 */
final class BookSample {

  /** The number of training reviews to draw from. */
  static final int REVIEWS = 25_000;

  private static final int SIZE = 20_000;
  private static final int SEED = 1;
  private static final int CLASS = REVIEWS / 2; // negative reviews come first
  private static final int BLOCK = 128;

  private BookSample() {}

  /** Draws from the training reviews in the order of {@code ImdbReviews}: by class and number. */
  static List<LabelledText> of(List<LabelledText> reviews) {
    int[] places = IntStream.range(0, REVIEWS).toArray();
    MersenneTwister random = new MersenneTwister(SEED);
    for (int i = 0; i < REVIEWS - 1; i++) {
      int j = i + (int) (Integer.toUnsignedLong(random.nextInt()) % (REVIEWS - i));
      int place = places[i];
      places[i] = places[j];
      places[j] = place;
    }
    return Arrays.stream(places).limit(SIZE).mapToObj(i -> reviews.get(sorted(i))).toList();
  }

  /**
   * Returns where a review of PyTorch's list is in the sorted list. PyTorch has the reviews of a
   * class in blocks of 128, each from the highest number to the lowest.
   */
  private static int sorted(int place) {
    int start = place - place % CLASS;
    int inClass = place - start;
    int block = inClass - inClass % BLOCK;
    int end = Math.min(block + BLOCK, CLASS);
    return start + block + end - 1 - inClass;
  }
}
