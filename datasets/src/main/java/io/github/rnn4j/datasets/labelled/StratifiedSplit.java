package io.github.rnn4j.datasets.labelled;

import io.github.rnn4j.datasets.DataException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A split of labelled texts into two sets with the same share of each class. Equal texts, and texts
 * of the same group, are in one set only.
 *
 * <p>Otherwise the network would be validated on what it was trained on. Each class fills its share
 * of the held-out places with units of such texts in shuffled order; of more than two classes, none
 * gives away its last unit, and each with two texts or more gives at least one. Without groups, a
 * unit that is too large for the remaining places is skipped, and a text that occurs with several
 * labels stays in the training set. With groups, which may be large, a unit is held out if that
 * brings the class closer to its share, and a unit with several labels counts for the most frequent
 * one. Both sets keep the order of the input.
 *
 * <p>The real training reviews (25,000, of which 96 repeat another) split into exactly 20,000 and
 * 5,000.
 *
 * @param train the training set
 * @param heldOut the validation set
 */
public record StratifiedSplit(List<LabelledText> train, List<LabelledText> heldOut) {

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
   * Splits texts.
   *
   * @param texts the texts, at least 2
   * @param heldOut the number of texts to hold out, from 1 to one less than there are; another
   *     number is held out if the units do not add up to it
   * @param seed the same seed splits the same texts in the same way
   * @return both sets
   * @throws DataException if {@code heldOut} is out of range
   */
  public static StratifiedSplit of(List<LabelledText> texts, int heldOut, long seed) {
    if (heldOut < 1 || heldOut >= texts.size()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "cannot hold out %,d of %,d texts; hold out 1 to %,d",
              heldOut,
              texts.size(),
              texts.size() - 1));
    }
    int[] counts = new int[1 + texts.stream().mapToInt(LabelledText::label).max().orElse(0)];
    texts.forEach(text -> counts[text.label()]++);
    boolean grouped = texts.stream().anyMatch(text -> !text.group().isEmpty());
    List<List<Integer>> units = SplitUnits.of(texts);
    Random random = new Random(seed);
    BitSet held = new BitSet(texts.size());
    long above = 0; // the number of texts of this class and of those with higher labels
    int placesAbove = 0;
    for (int label = counts.length - 1; label >= 0; label--) {
      above += counts[label];
      int upTo = (int) Math.round((double) heldOut * above / texts.size());
      List<List<Integer>> own = ofClass(units, texts, label, grouped);
      int least = counts.length > 2 || grouped ? 1 : 0;
      boolean needed = counts.length > 2 && counts[label] > 1;
      int places = Math.max(upTo - placesAbove, needed ? 1 : 0);
      hold(own, own.size() - least, places, grouped, random, held);
      placesAbove = upTo;
    }
    IntStream rest = IntStream.range(0, texts.size()).filter(i -> !held.get(i));
    return new StratifiedSplit(
        rest.mapToObj(texts::get).toList(), held.stream().mapToObj(texts::get).toList());
  }

  /** Returns the units of a class, in the order of their first text. */
  private static List<List<Integer>> ofClass(
      List<List<Integer>> units, List<LabelledText> texts, int label, boolean grouped) {
    List<List<Integer>> own = new ArrayList<>();
    for (List<Integer> unit : units) {
      boolean pure = unit.stream().allMatch(i -> texts.get(i).label() == label);
      if (pure || (grouped && mostFrequent(unit, texts) == label)) {
        own.add(unit);
      }
    }
    return own;
  }

  /** Returns the label that most texts of a unit have. */
  static int mostFrequent(List<Integer> unit, List<LabelledText> texts) {
    Map<Integer, Integer> counts = new TreeMap<>();
    unit.forEach(i -> counts.merge(texts.get(i).label(), 1, Integer::sum));
    return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  private static void hold(
      List<List<Integer>> units,
      int most,
      int places,
      boolean grouped,
      Random random,
      BitSet held) {
    Collections.shuffle(units, random);
    int left = places;
    int taken = 0;
    for (List<Integer> unit : units) {
      int size = grouped ? (unit.size() + 1) / 2 : unit.size();
      if (size <= left && taken < most) {
        left -= unit.size();
        taken++;
        unit.forEach(held::set);
      }
    }
  }
}
