package io.github.rnn4j.loop;

/**
 * Hears what happens in a {@link Training} run: progress, metrics, checkpoints and early stopping
 * are listeners.
 *
 * <p>Listeners are told in the order in which they were given, on the training thread. What one
 * throws ends the run.
 */
public interface RunListener {

  /**
   * Training is about to begin.
   *
   * @param run the run
   */
  default void started(RunControl run) {}

  /**
   * A minibatch has been trained on. Keep it short: training waits.
   *
   * @param event loss, size and time of the minibatch
   * @param run the run
   */
  default void minibatch(MinibatchEvent event, RunControl run) {}

  /**
   * An epoch has been trained on and validated.
   *
   * @param event its totals and its validation metrics
   * @param run the run
   */
  default void epoch(EpochEvent event, RunControl run) {}

  /**
   * The run is to be saved: after every whole epoch, before it stops within one, and when {@link
   * RunControl#save} asked for it. What is written here must not be ahead of what the listeners
   * after this one write: give {@code Checkpoints} last.
   *
   * @param state where the run is
   * @param run the run
   */
  default void save(TrainingState state, RunControl run) {}

  /**
   * The run has ended as planned or because a listener asked for it.
   *
   * @param result all epochs, and why it ended
   */
  default void ended(TrainingResult result) {}

  /**
   * The run has ended with an error, which is thrown on afterwards. Only for giving back resources,
   * such as a progress bar.
   *
   * @param cause the error
   */
  default void failed(Throwable cause) {}
}
