package io.github.rnn4j.datasets.labelled;

import io.github.rnn4j.datasets.DataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws a random sample with equally many texts of each class. */
public final class BalancedSample {

  private BalancedSample() {}

  /**
   * Draws without replacement. The sample keeps the order of the input. Of more than two classes,
   * one with too few texts gives all it has, and the others make up for it.
   *
   * @param texts the texts to draw from
   * @param classes the names of the classes
   * @param size the number of texts to draw, at least one of each class; if it cannot be shared
   *     equally, the last classes have one more
   * @param seed the same seed draws the same sample from the same texts
   * @return the sample, unmodifiable
   * @throws DataException if {@code size} is below the number of classes, there are fewer texts, or
   *     one of two classes has too few; the message says how many can be drawn
   */
  public static List<LabelledText> of(
      List<LabelledText> texts, List<String> classes, int size, long seed) {
    if (size < classes.size()) {
      throw new DataException(
          "cannot draw %d texts of %d classes; draw at least %d, one of each class"
              .formatted(size, classes.size(), classes.size()));
    }
    List<List<Integer>> byClass = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      byClass.add(places(texts, label));
    }
    int[] shares = shares(byClass, classes, size);
    Random random = new Random(seed);
    List<Integer> drawn = new ArrayList<>();
    for (int label = 0; label < shares.length; label++) {
      Collections.shuffle(byClass.get(label), random);
      drawn.addAll(byClass.get(label).subList(0, shares[label]));
    }
    return drawn.stream().sorted().map(texts::get).toList();
  }

  private static List<Integer> places(List<LabelledText> texts, int label) {
    List<Integer> places = new ArrayList<>();
    IntStream.range(0, texts.size())
        .filter(i -> texts.get(i).label() == label)
        .forEach(places::add);
    return places;
  }

  private static int[] shares(List<List<Integer>> byClass, List<String> classes, int size) {
    int[] sizes = byClass.stream().mapToInt(List::size).toArray();
    int[] shares = new int[sizes.length];
    for (int label = 0, before = 0; label < shares.length; label++) {
      int upTo = (int) ((long) size * (label + 1) / shares.length);
      shares[label] = upTo - before;
      before = upTo;
    }
    if (shares.length == 2) {
      requireEnough(sizes, shares, classes);
      return shares;
    }
    int all = IntStream.of(sizes).sum();
    if (size > all) {
      throw new DataException(
          String.format(Locale.ROOT, "cannot draw %,d texts, there are only %,d", size, all));
    }
    int missing = 0;
    for (int label = 0; label < shares.length; label++) {
      missing += Math.max(0, shares[label] - sizes[label]);
      shares[label] = Math.min(shares[label], sizes[label]);
    }
    for (int label = 0; missing > 0; label = (label + 1) % shares.length) {
      if (shares[label] < sizes[label]) {
        shares[label]++;
        missing--;
      }
    }
    return shares;
  }

  private static void requireEnough(int[] sizes, int[] shares, List<String> classes) {
    for (int label = 0; label < shares.length; label++) {
      if (shares[label] > sizes[label]) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "cannot draw %,d texts of class '%s', there are only %,d; a balanced sample can have up to %,d",
                shares[label],
                classes.get(label),
                sizes[label],
                2 * Math.min(sizes[0], sizes[1])));
      }
    }
  }
}
