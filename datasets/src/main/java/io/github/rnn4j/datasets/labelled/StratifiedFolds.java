package io.github.rnn4j.datasets.labelled;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Several sets of labelled texts that have no text in common, of about the same size and with about
 * the same share of each class. Equal texts, and texts of the same group, are in the same set.
 *
 * <p>The units of such texts are dealt out class by class, the largest first, each to the set that
 * has the fewest texts of this class. A class with a single unit is in no set, so that texts of
 * each class remain if one of the sets is held out.
 */
public final class StratifiedFolds {

  private StratifiedFolds() {}

  /**
   * Deals out texts.
   *
   * @param texts the texts
   * @param count the number of sets, 1 or more
   * @param seed the same seed deals out the same texts in the same way
   * @return the sets, in the order of the texts; a set may be empty if there are few units
   * @throws IllegalArgumentException if there is to be no set
   */
  public static List<List<LabelledText>> of(List<LabelledText> texts, int count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + "; it must be 1 or more");
    }
    Map<Integer, List<List<Integer>>> byClass = new TreeMap<>();
    for (List<Integer> unit : SplitUnits.of(texts)) {
      byClass
          .computeIfAbsent(StratifiedSplit.mostFrequent(unit, texts), label -> new ArrayList<>())
          .add(unit);
    }
    Random random = new Random(seed);
    List<List<Integer>> folds =
        IntStream.range(0, count).<List<Integer>>mapToObj(i -> new ArrayList<>()).toList();
    for (List<List<Integer>> units : byClass.values()) {
      if (units.size() > 1) {
        deal(units, folds, random);
      }
    }
    return folds.stream().map(fold -> fold.stream().sorted().map(texts::get).toList()).toList();
  }

  private static void deal(List<List<Integer>> units, List<List<Integer>> folds, Random random) {
    Collections.shuffle(units, random);
    units.sort(Comparator.comparingInt((List<Integer> unit) -> unit.size()).reversed());
    int[] ofClass = new int[folds.size()];
    for (List<Integer> unit : units) {
      int fewest =
          IntStream.range(0, ofClass.length)
              .boxed()
              .min(
                  Comparator.<Integer>comparingInt(fold -> ofClass[fold])
                      .thenComparingInt(fold -> folds.get(fold).size()))
              .orElseThrow();
      ofClass[fewest] += unit.size();
      folds.get(fewest).addAll(unit);
    }
  }
}
