package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A split of reviews into two sets with the same share of each class. Equal texts are in one set
 * only.
 *
 * <p>Reviews with exactly the same text are kept together; otherwise the network would be validated
 * on texts that it was trained on. Each class fills its share of the held-out places with groups of
 * equal texts in shuffled order; a group that is too large for the remaining places is skipped. A
 * text that occurs with both labels stays in the training set. Both sets keep the order of the
 * input.
 *
 * <p>The real training reviews (25,000, of which 96 repeat another) split into exactly 20,000 and
 * 5,000.
 *
 * @param train the training set
 * @param heldOut the validation set
 */
public record StratifiedSplit(List<Review> train, List<Review> heldOut) {

  /**
   * Makes the lists unmodifiable.
   *
   * @param train the training set
   * @param heldOut the validation set
   */
  public StratifiedSplit {
    train = List.copyOf(train);
    heldOut = List.copyOf(heldOut);
  }

  /**
   * Splits the reviews.
   *
   * @param reviews the reviews, at least 2
   * @param heldOut the number of reviews to hold out, from 1 to one less than there are; fewer are
   *     held out only if the groups of equal texts do not add up to this number
   * @param seed the same seed splits the same reviews in the same way
   * @return both sets
   * @throws DataException if {@code heldOut} is out of range
   */
  public static StratifiedSplit of(List<Review> reviews, int heldOut, long seed) {
    if (heldOut < 1 || heldOut >= reviews.size()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "cannot hold out %,d of %,d reviews; hold out 1 to %,d",
              heldOut,
              reviews.size(),
              reviews.size() - 1));
    }
    long positives = reviews.stream().filter(r -> r.label() == Review.POSITIVE).count();
    int places = (int) Math.round((double) heldOut * positives / reviews.size());
    Random random = new Random(seed);
    BitSet held = new BitSet(reviews.size());
    hold(groups(reviews, Review.POSITIVE), places, random, held);
    hold(groups(reviews, Review.NEGATIVE), heldOut - places, random, held);
    IntStream rest = IntStream.range(0, reviews.size()).filter(i -> !held.get(i));
    return new StratifiedSplit(
        rest.mapToObj(reviews::get).toList(), held.stream().mapToObj(reviews::get).toList());
  }

  /**
   * Groups the indices of all reviews with the given label by their text. Texts that occur with
   * both labels are left out.
   */
  private static List<List<Integer>> groups(List<Review> reviews, int label) {
    Map<String, List<Integer>> byText = new LinkedHashMap<>();
    for (int i = 0; i < reviews.size(); i++) {
      byText.computeIfAbsent(reviews.get(i).text(), text -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> groups = new ArrayList<>(byText.values());
    groups.removeIf(group -> group.stream().anyMatch(i -> reviews.get(i).label() != label));
    return groups;
  }

  private static void hold(List<List<Integer>> groups, int places, Random random, BitSet held) {
    Collections.shuffle(groups, random);
    int left = places;
    for (List<Integer> group : groups) {
      if (group.size() <= left) {
        left -= group.size();
        group.forEach(held::set);
      }
    }
  }
}
