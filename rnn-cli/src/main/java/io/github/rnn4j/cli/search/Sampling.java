package io.github.rnn4j.cli.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Chooses the values of all trials before the first one begins. */
final class Sampling {

  /** The number of trials with a range, unless the user sets it. */
  static final int TRIALS = 10;

  /** The maximum number of trials. */
  static final int MOST = 1000;

  /** So many draws in a row without a new combination: there are hardly any others. */
  private static final int PATIENCE = 1000;

  private Sampling() {}

  /**
   * Chooses.
   *
   * @param options the options and their values
   * @param trials the number of trials; null for all combinations of lists, or {@value #TRIALS} if
   *     there is a range
   * @param seed the seed of a random choice
   * @return the values of each trial by option; fewer than asked for if there are not as many
   * @throws IllegalArgumentException if there are more than {@value #MOST}
   */
  static List<Map<String, String>> of(List<TriedOption> options, Integer trials, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    if (options.stream().anyMatch(option -> option.range().isPresent())) {
      return sampled(options, trials == null ? TRIALS : trials, random);
    }
    long all = 1;
    for (TriedOption option : options) {
      all = Math.min(Integer.MAX_VALUE, all * option.values().size());
    }
    if (trials == null && all > MOST) {
      throw new IllegalArgumentException(
          "the lists have more than %d combinations; add --trials to try a random sample of them"
              .formatted(MOST));
    }
    int number = (int) Math.min(all, trials == null ? MOST : trials);
    Set<Integer> chosen = new TreeSet<>(); // in the order of the grid
    while (chosen.size() < number) {
      chosen.add(number == all ? chosen.size() : random.nextInt((int) all));
    }
    return chosen.stream().map(index -> combination(options, index)).toList();
  }

  /** The last option changes fastest. */
  private static Map<String, String> combination(List<TriedOption> options, int index) {
    List<String> values = new ArrayList<>();
    int rest = index;
    for (int i = options.size() - 1; i >= 0; i--) {
      List<String> its = options.get(i).values();
      values.add(0, its.get(rest % its.size()));
      rest /= its.size();
    }
    Map<String, String> combination = new LinkedHashMap<>();
    for (int i = 0; i < options.size(); i++) {
      combination.put(options.get(i).name(), values.get(i));
    }
    return combination;
  }

  private static List<Map<String, String>> sampled(
      List<TriedOption> options, int trials, SplittableRandom random) {
    Set<Map<String, String>> different = new LinkedHashSet<>();
    int inVain = 0;
    while (different.size() < trials && inVain < PATIENCE) {
      Map<String, String> values = new LinkedHashMap<>();
      options.forEach(option -> values.put(option.name(), option.sample(random)));
      inVain = different.add(values) ? 0 : inVain + 1;
    }
    return List.copyOf(different);
  }
}
