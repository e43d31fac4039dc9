package io.github.rnn4j.loop;

import java.util.Map;

/**
 * The validation metric that decides which epoch is the best, and whether higher or lower is
 * better.
 *
 * <pre>{@code
 * Monitor.highest("accuracy");
 * Monitor.lowest("loss");
 * }</pre>
 *
 * @param metric the name of the metric in the results of the {@link Validator}; see there for legal
 *     names
 * @param direction whether higher or lower is better
 */
public record Monitor(String metric, Direction direction) {

  /** Which values of a metric are better. */
  public enum Direction {
    /** Lower is better, as for a loss or an error. */
    LOWEST,
    /** Higher is better, as for accuracy or an area under a curve. */
    HIGHEST
  }

  /**
   * Checks the name and the direction.
   *
   * @param metric the metric's name
   * @param direction which values are better
   * @throws IllegalArgumentException if {@code metric} is not a legal name or {@code direction} is
   *     null
   */
  public Monitor {
    ValidationMetrics.checkName(metric);
    if (direction == null) {
      throw new IllegalArgumentException(
          "The direction of monitor \"" + metric + "\" is null: it must be LOWEST or HIGHEST.");
    }
  }

  /**
   * Creates a monitor for a metric where lower is better.
   *
   * @param metric its name
   * @return the monitor
   */
  public static Monitor lowest(String metric) {
    return new Monitor(metric, Direction.LOWEST);
  }

  /**
   * Creates a monitor for a metric where higher is better.
   *
   * @param metric its name
   * @return the monitor
   */
  public static Monitor highest(String metric) {
    return new Monitor(metric, Direction.HIGHEST);
  }

  /**
   * Returns the value of the monitored metric.
   *
   * @param metrics the validation metrics of an epoch by name
   * @return the value under {@link #metric()}
   * @throws RunException if the metric is not among them
   */
  public double valueIn(Map<String, Double> metrics) {
    Double value = metrics.get(metric);
    if (value == null) {
      throw new RunException(
          "The monitored metric \""
              + metric
              + "\" is not among the validation metrics "
              + metrics.keySet()
              + ".");
    }
    return value;
  }

  /**
   * Returns whether a value is better than another by more than a margin.
   *
   * @param candidate the new value
   * @param best the value to beat
   * @param margin the margin, at least 0; an equal value is never better
   * @return true if it is
   */
  public boolean improves(double candidate, double best, double margin) {
    double gain = direction == Direction.HIGHEST ? candidate - best : best - candidate;
    return gain > margin;
  }
}
