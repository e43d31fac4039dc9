package io.github.rnn4j.loop;

import java.util.Map;

/**
 * The one validation metric that decides which epoch is the best, and in which direction it is
 * good.
 *
 * <pre>{@code
 * Monitor.highest("accuracy");
 * Monitor.lowest("loss");
 * }</pre>
 *
 * @param metric the name under which the {@link Validator} gives it; see there for legal names
 * @param direction whether small or large values are good
 */
public record Monitor(String metric, Direction direction) {

  /** Which values of a metric are good. */
  public enum Direction {
    /** Small values are good: a loss, an error. */
    LOWEST,
    /** Large values are good: an accuracy, an area under a curve. */
    HIGHEST
  }

  /**
   * Checks the name and the direction.
   *
   * @param metric the metric's name
   * @param direction which values are good
   * @throws IllegalArgumentException if {@code metric} is not a legal name or {@code direction} is
   *     null
   */
  public Monitor {
    ValidationMetrics.checkName(metric);
    if (direction == null) {
      throw new IllegalArgumentException(
          "The direction of monitor \"" + metric + "\" is null: give LOWEST or HIGHEST.");
    }
  }

  /**
   * A metric of which small values are good.
   *
   * @param metric its name
   * @return the monitor
   */
  public static Monitor lowest(String metric) {
    return new Monitor(metric, Direction.LOWEST);
  }

  /**
   * A metric of which large values are good.
   *
   * @param metric its name
   * @return the monitor
   */
  public static Monitor highest(String metric) {
    return new Monitor(metric, Direction.HIGHEST);
  }

  /**
   * The monitored value among the metrics of an epoch.
   *
   * @param metrics validation metrics by name
   * @return the value under {@link #metric()}
   * @throws RunException if the metric is not among them
   */
  public double valueIn(Map<String, Double> metrics) {
    Double value = metrics.get(metric);
    if (value == null) {
      throw new RunException(
          "The monitored metric \"" + metric + "\" is not among " + metrics.keySet() + ".");
    }
    return value;
  }

  /**
   * Whether a value is better than another by more than a margin.
   *
   * @param candidate the new value
   * @param best the value to beat
   * @param margin how much better it must be, at least 0; equal is never better
   * @return true if it is
   */
  public boolean improves(double candidate, double best, double margin) {
    double gain = direction == Direction.HIGHEST ? candidate - best : best - candidate;
    return gain > margin;
  }
}
