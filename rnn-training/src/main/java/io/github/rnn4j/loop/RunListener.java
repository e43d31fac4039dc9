package io.github.rnn4j.loop;

/**
 * Hears what happens in a {@link Training} run: progress, metrics, checkpoints and early stopping
 * are listeners.
 *
 * <p>Listeners are told on the training thread, in the order of their {@link Turn}; those of one
 * turn in the order in which they were given. What one throws ends the run.
 */
public interface RunListener {

  /**
   * When this listener is told, among the others.
   *
   * @return {@link Turn#OTHER} unless the listener says otherwise
   */
  default Turn turn() {
    return Turn.OTHER;
  }

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
   * RunControl#save} asked for it. The checkpoint is written in the last {@link Turn}: with it the
   * run is saved.
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
