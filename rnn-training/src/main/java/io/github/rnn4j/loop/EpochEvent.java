package io.github.rnn4j.loop;

import java.util.Map;

/**
 * The results of an epoch that has been trained and validated.
 *
 * @param epoch the epoch, counted from 1
 * @param training the totals of training
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
   * @param training the totals of training
   * @param validation validation metrics by name
   * @param validationSeconds time spent on validation
   * @param best whether it is the best epoch so far
   * @throws IllegalArgumentException if the name of a metric is not legal or its value is null
   */
  public EpochEvent {
    validation = ValidationMetrics.copyOf(validation);
  }

  /**
   * The time of training and validation.
   *
   * @return seconds
   */
  public double seconds() {
    return training.seconds() + validationSeconds;
  }
}
