package io.github.rnn4j.cli.search;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a trial needs.
 *
 * @param number its number, from 1 on
 * @param values the values that it tries, by option
 * @param arguments the arguments of {@code train} that all trials share
 * @param resuming those of them that a resumed run accepts
 */
public record SearchTrial(
    int number, Map<String, String> values, List<String> arguments, List<String> resuming)
    implements Serializable {

  /**
   * Copies the values, in their order, and the arguments.
   *
   * @param number as for the record
   * @param values as for the record
   * @param arguments as for the record
   * @param resuming as for the record
   */
  public SearchTrial {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    arguments = List.copyOf(arguments);
    resuming = List.copyOf(resuming);
  }

  /** Returns the name of its run. */
  String name() {
    return "trial-" + number;
  }

  /**
   * Returns the arguments of {@code train} for this trial.
   *
   * @return those that all trials share, and the options that it tries
   */
  public List<String> training() {
    List<String> training = new ArrayList<>(arguments);
    training.addAll(options(values));
    return training;
  }

  /** Returns the options that set some values, as they are typed. */
  static List<String> options(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }
}
