package io.github.rnn4j.loop;

import java.util.Map;

/**
 * Measures a network on data that it is not trained on.
 *
 * <p>The order of the map is the order of the columns and of the printed lines, so give a {@link
 * java.util.LinkedHashMap}. Names start with a letter and go on with letters, digits and
 * underscores, such as {@code loss}, {@code accuracy}, {@code bits_per_character}. Every epoch
 * gives the same names. A value may be NaN where a metric is undefined, except the monitored one.
 *
 * @param <N> the network
 */
@FunctionalInterface
public interface Validator<N> {

  /**
   * Measures the network as it is now; leaves its weights and its updater alone.
   *
   * @param network the network in training
   * @return metrics by name, in the order in which they are to be shown
   */
  Map<String, Double> validate(N network);
}
