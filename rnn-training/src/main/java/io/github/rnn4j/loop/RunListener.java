package io.github.rnn4j.loop;

/**
 * Receives the events of a {@link Training} run. Progress, metrics, checkpoints and early stopping
 * are listeners.
 *
 * <p>Listeners are called on the training thread in the order of their {@link Turn}, and within a
 * turn in the order in which they were passed in. An exception from a listener ends the run.
 */
public interface RunListener {

  /**
   * The turn of this listener, which decides when it is called relative to other listeners.
   *
   * @return {@link Turn#OTHER} by default
   */
  default Turn turn() {
    return Turn.OTHER;
  }

  /**
   * Called before training begins.
   *
   * @param run the run
   */
  default void started(RunControl run) {}

  /**
   * Called after each minibatch. Return quickly, because training waits.
   *
   * @param event loss, size and time of the minibatch
   * @param run the run
   */
  default void minibatch(MinibatchEvent event, RunControl run) {}

  /**
   * Called after each epoch has been trained and validated.
   *
   * @param event the totals and validation metrics of the epoch
   * @param run the run
   */
  default void epoch(EpochEvent event, RunControl run) {}

  /**
   * Called to save the run: after every complete epoch, unless a listener skips it ({@link
   * RunControl#skipSave}), before the run stops within an epoch, and after a call of {@link
   * RunControl#save}. The checkpoint is written in the last {@link Turn} and completes the save.
   *
   * @param state the progress of the run
   * @param run the run
   */
  default void save(TrainingState state, RunControl run) {}

  /**
   * Called when the run has ended as planned or at the request of a listener.
   *
   * @param result all epochs, and why it ended
   */
  default void ended(TrainingResult result) {}

  /**
   * Called when the run has failed; the error is rethrown afterwards. Use it only to release
   * resources, such as a progress bar.
   *
   * @param cause the error
   */
  default void failed(Throwable cause) {}
}
