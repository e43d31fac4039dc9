package io.github.rnn4j.loop;

import java.util.List;

/**
 * What a training run came to.
 *
 * @param epochs every epoch, in order; at least one
 * @param best the epoch with the best monitored metric; the earlier one of two equal ones
 * @param stopReason why it ended, in words for a person
 * @param seconds wall clock since the run was begun or resumed, validation and listeners included
 */
public record TrainingResult(
    List<EpochEvent> epochs, EpochEvent best, String stopReason, double seconds) {

  /**
   * Copies the epochs.
   *
   * @param epochs every epoch, in order
   * @param best the best of them
   * @param stopReason why the run ended
   * @param seconds wall clock since it was begun or resumed
   * @throws RunException if there are none
   */
  public TrainingResult {
    if (epochs.isEmpty()) {
      throw new RunException("The run ended before its first epoch: " + stopReason + ".");
    }
    epochs = List.copyOf(epochs);
  }

  /**
   * The time of all epochs, those before an interruption included; without what listeners and
   * checkpoints took.
   *
   * @return seconds of training and validation
   */
  public double epochSeconds() {
    return epochs.stream().mapToDouble(EpochEvent::seconds).sum();
  }
}
