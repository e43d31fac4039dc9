package io.github.rnn4j.loop;

/**
 * Thrown when a run is interrupted by request. It is saved where it stopped and can be resumed
 * later.
 *
 * @see RunControl#interrupt
 */
public final class RunInterruptedException extends RunException {

  /**
   * Creates an exception.
   *
   * @param message why the run was interrupted, where it is saved, and how to resume it
   */
  public RunInterruptedException(String message) {
    super(message);
  }
}
