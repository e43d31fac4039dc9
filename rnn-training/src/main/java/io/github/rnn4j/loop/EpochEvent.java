package io.github.rnn4j.loop;

import java.util.Map;

/**
 * One epoch has been trained on and validated.
 *
 * @param epoch the epoch, counted from 1
 * @param training what training added up to
 * @param validation validation metrics by name, in the validator's order
 * @param validationSeconds time spent on validation
 * @param best whether the monitored metric is better than in every earlier epoch; true for the
 *     first
 */
public record EpochEvent(
    int epoch,
    TrainingTotals training,
    Map<String, Double> validation,
    double validationSeconds,
    boolean best) {

  /**
   * Copies the metrics.
   *
   * @param epoch the epoch, counted from 1
   * @param training what training added up to
   * @param validation validation metrics by name
   * @param validationSeconds time spent on validation
   * @param best whether it is the best epoch so far
   * @throws IllegalArgumentException if a metric has no legal name or no value
   */
  public EpochEvent {
    validation = ValidationMetrics.copyOf(validation);
  }

  /**
   * Time of training and validation together.
   *
   * @return seconds
   */
  public double seconds() {
    return training.seconds() + validationSeconds;
  }
}
