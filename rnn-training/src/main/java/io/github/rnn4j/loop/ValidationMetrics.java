package io.github.rnn4j.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks the metrics that a validator returns: their names must be legal, and the monitored one
 * must be present and finite.
 */
public final class ValidationMetrics {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private ValidationMetrics() {}

  static String checkName(String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is not a valid metric name: start with a letter, followed by letters, digits and"
              + " underscores, such as loss or bits_per_character.");
    }
    return name;
  }

  /**
   * Copies metrics into an unmodifiable map, in the same order.
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
                "Metric \"" + name + "\" is null: it must be a number, or NaN if it is undefined.");
          }
          copy.put(checkName(name), value);
        });
    return Collections.unmodifiableMap(copy);
  }

  /** Returns a copy of the metrics of one epoch, or throws if the run cannot continue with them. */
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
              + ": the validator returned "
              + copy.keySet()
              + ", but "
              + history.get(0).validation().keySet()
              + " in epoch 1. Return the same names in every epoch, with NaN for a metric that is undefined.");
    }
    return copy;
  }
}
