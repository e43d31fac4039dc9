package io.github.rnn4j.charlm.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kneser-Ney straight from the definition, with a map of lists for each order. */
final class SlowKneserNey {

  private final int vocabularySize;
  private final int order;
  private final List<Map<List<Integer>, Integer>> counts = new ArrayList<>();
  private final List<Discounts> discounts = new ArrayList<>();

  SlowKneserNey(int[] text, int vocabularySize, int order) {
    this.vocabularySize = vocabularySize;
    this.order = order;
    counts.add(Map.of());
    discounts.add(Discounts.FIXED);
    for (int n = 1; n <= order; n++) {
      Map<List<Integer>, Integer> ofOrder = n == order ? often(text, n) : varied(text, n);
      long[] countsOfCounts = new long[5];
      ofOrder.values().stream().filter(c -> c <= 4).forEach(c -> countsOfCounts[c]++);
      counts.add(ofOrder);
      discounts.add(Discounts.of(countsOfCounts));
    }
  }

  private static Map<List<Integer>, Integer> often(int[] text, int n) {
    Map<List<Integer>, Integer> found = new HashMap<>();
    for (int i = 0; i + n <= text.length; i++) {
      found.merge(string(text, i, n), 1, Integer::sum);
    }
    return found;
  }

  /** The number of different tokens that precede each string. */
  private static Map<List<Integer>, Integer> varied(int[] text, int n) {
    Set<List<Integer>> longer = new HashSet<>(often(text, n + 1).keySet());
    Map<List<Integer>, Integer> found = new HashMap<>();
    longer.forEach(s -> found.merge(s.subList(1, n + 1), 1, Integer::sum));
    return found;
  }

  private static List<Integer> string(int[] text, int from, int n) {
    List<Integer> string = new ArrayList<>();
    for (int i = from; i < from + n; i++) {
      string.add(text[i]);
    }
    return string;
  }

  double probability(int[] context, int token) {
    int length = Math.min(context.length, order - 1);
    return probability(string(context, context.length - length, length), token);
  }

  private double probability(List<Integer> context, int token) {
    int n = context.size() + 1;
    double lower =
        n == 1 ? 1.0 / vocabularySize : probability(context.subList(1, context.size()), token);
    double total = 0;
    double discounted = 0;
    for (int w = 0; w < vocabularySize; w++) {
      int count = count(n, context, w);
      total += count;
      discounted += discounts.get(n).of(count);
    }
    if (total == 0) {
      return lower;
    }
    int count = count(n, context, token);
    return (count - discounts.get(n).of(count) + discounted * lower) / total;
  }

  private int count(int n, List<Integer> context, int token) {
    List<Integer> string = new ArrayList<>(context);
    string.add(token);
    return counts.get(n).getOrDefault(string, 0);
  }
}
