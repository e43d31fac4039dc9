package io.github.rnn4j.loop;

import java.util.List;

/**
 * The result of a training run.
 *
 * @param epochs every epoch, in order; at least one
 * @param best the epoch with the best monitored metric; the earlier one if two are equal
 * @param stopReason a human-readable reason why the run ended
 * @param seconds wall-clock time since the run was started or resumed, including validation and
 *     listeners
 */
public record TrainingResult(
    List<EpochEvent> epochs, EpochEvent best, String stopReason, double seconds) {

  /**
   * Copies the epochs.
   *
   * @param epochs every epoch, in order
   * @param best the best of them
   * @param stopReason why the run ended
   * @param seconds wall-clock time since the run was started or resumed
   * @throws RunException if there are none
   */
  public TrainingResult {
    if (epochs.isEmpty()) {
      throw new RunException("The run ended before it completed an epoch: " + stopReason + ".");
    }
    epochs = List.copyOf(epochs);
  }

  /**
   * The total time of all epochs, including those before an interruption, but without the time of
   * listeners and checkpoints.
   *
   * @return seconds of training and validation
   */
  public double epochSeconds() {
    return epochs.stream().mapToDouble(EpochEvent::seconds).sum();
  }
}
