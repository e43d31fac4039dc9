package io.github.rnn4j.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a validator gave, checked: legal names, the monitored one among them and finite. */
public final class ValidationMetrics {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private ValidationMetrics() {}

  static String checkName(String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is no name for a metric: start with a letter, go on with letters, digits and"
              + " underscores, such as loss or bits_per_character.");
    }
    return name;
  }

  /**
   * Copies metrics in their order, unchangeable.
   *
   * @param metrics values by name
   * @return the copy
   */
  public static Map<String, Double> copyOf(Map<String, Double> metrics) {
    Map<String, Double> copy = new LinkedHashMap<>();
    metrics.forEach(
        (name, value) -> {
          if (value == null) {
            throw new IllegalArgumentException(
                "Metric \"" + name + "\" is null: give a number, or NaN where it is undefined.");
          }
          copy.put(checkName(name), value);
        });
    return Collections.unmodifiableMap(copy);
  }

  /** The metrics of one epoch, or the reason why the run cannot go on with them. */
  static Map<String, Double> checked(
      Map<String, Double> metrics, Monitor monitor, List<EpochEvent> history, int epoch) {
    Map<String, Double> copy = copyOf(metrics);
    double monitored = monitor.valueIn(copy);
    if (!Double.isFinite(monitored)) {
      throw DivergedException.ofMetric(epoch, monitor.metric(), monitored);
    }
    if (!history.isEmpty() && !history.get(0).validation().keySet().equals(copy.keySet())) {
      throw new RunException(
          "Epoch "
              + epoch
              + ": the validator gave "
              + copy.keySet()
              + " after "
              + history.get(0).validation().keySet()
              + " in epoch 1. Give the same names in every epoch, NaN where one is undefined.");
    }
    return copy;
  }
}
