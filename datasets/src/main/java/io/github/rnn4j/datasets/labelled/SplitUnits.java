package io.github.rnn4j.datasets.labelled;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The units that a split must not separate: texts that are equal or belong to the same group. */
final class SplitUnits {

  private final int[] parents;

  private SplitUnits(int size) {
    parents = new int[size];
    for (int i = 0; i < size; i++) {
      parents[i] = i;
    }
  }

  /** Returns the indices of the texts of each unit, in the order of their first text. */
  static List<List<Integer>> of(List<LabelledText> texts) {
    SplitUnits joined = new SplitUnits(texts.size());
    Map<String, Integer> firstOfText = new HashMap<>();
    Map<String, Integer> firstOfGroup = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      LabelledText text = texts.get(i);
      joined.join(i, firstOfText.getOrDefault(text.text(), i));
      firstOfText.putIfAbsent(text.text(), i);
      if (!text.group().isEmpty()) {
        joined.join(i, firstOfGroup.getOrDefault(text.group(), i));
        firstOfGroup.putIfAbsent(text.group(), i);
      }
    }
    Map<Integer, List<Integer>> units = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      units.computeIfAbsent(joined.root(i), root -> new ArrayList<>()).add(i);
    }
    return List.copyOf(units.values());
  }

  private int root(int i) {
    int root = i;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  /** The smaller index becomes the root, so that a unit is known by its first text. */
  private void join(int i, int j) {
    int one = root(i);
    int other = root(j);
    parents[Math.max(one, other)] = Math.min(one, other);
  }
}
