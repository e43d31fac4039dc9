package io.github.rnn4j.loop;

/**
 * A run was asked to stop and to go on later; it is saved where it stopped.
 *
 * @see RunControl#interrupt
 */
public final class RunInterruptedException extends RunException {

  /**
   * An interruption.
   *
   * @param message why, where the run is, and how to go on
   */
  public RunInterruptedException(String message) {
    super(message);
  }
}
