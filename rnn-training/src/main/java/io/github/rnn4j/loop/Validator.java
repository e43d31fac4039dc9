package io.github.rnn4j.loop;

import java.util.Map;

/**
 * Measures a network on data that it is not trained on.
 *
 * <p>Columns and printed lines follow the order of the map, so return a {@link
 * java.util.LinkedHashMap}. A name is a letter followed by letters, digits and underscores, such as
 * {@code loss}, {@code accuracy} or {@code bits_per_character}. The names must be the same in every
 * epoch. A value may be NaN where a metric is undefined, except the monitored one.
 *
 * @param <N> the network
 */
@FunctionalInterface
public interface Validator<N> {

  /**
   * Measures the network in its current state, without changing its weights or its updater.
   *
   * @param network the network that is being trained
   * @return metrics by name, in the order in which to show them
   */
  Map<String, Double> validate(N network);
}
