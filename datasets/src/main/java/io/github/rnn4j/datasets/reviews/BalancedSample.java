package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Draws a random sample with equally many reviews of both classes. */
public final class BalancedSample {

  private BalancedSample() {}

  /**
   * Draws without replacement. The sample keeps the order of the input.
   *
   * @param reviews the reviews to draw from
   * @param size the number of reviews to draw, at least 2; if it is odd, there is one more positive
   *     review
   * @param seed the same seed draws the same sample from the same reviews
   * @return the sample, unmodifiable
   * @throws DataException if {@code size} is below 2, or a class has too few reviews; the message
   *     says how many can be drawn
   */
  public static List<Review> of(List<Review> reviews, int size, long seed) {
    if (size < 2) {
      throw new DataException(
          "cannot draw " + size + " reviews; draw at least 2, one of each class");
    }
    Random random = new Random(seed);
    List<Integer> drawn = new ArrayList<>();
    drawn.addAll(draw(reviews, Review.NEGATIVE, size / 2, random));
    drawn.addAll(draw(reviews, Review.POSITIVE, size - size / 2, random));
    return drawn.stream().sorted().map(reviews::get).toList();
  }

  private static List<Integer> draw(List<Review> reviews, int label, int size, Random random) {
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < reviews.size(); i++) {
      if (reviews.get(i).label() == label) {
        candidates.add(i);
      }
    }
    int other = reviews.size() - candidates.size();
    if (size > candidates.size()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "cannot draw %,d %s reviews, there are only %,d; a balanced sample can have up to %,d",
              size,
              Review.LABELS.get(label),
              candidates.size(),
              2 * Math.min(candidates.size(), other)));
    }
    Collections.shuffle(candidates, random);
    return candidates.subList(0, size);
  }
}
