package io.github.rnn4j.loop;

/**
 * Thrown when a run cannot continue or a saved run cannot be read.
 *
 * <p>The message names the file or the step, what is wrong with it, and what to do next; it is
 * written for users of the command line.
 */
public class RunException extends RuntimeException {

  /**
   * Creates an exception without a cause.
   *
   * @param message what went wrong, where, and what to do next
   */
  public RunException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what went wrong, where, and what to do next
   * @param cause what a library or the file system reported
   */
  public RunException(String message, Throwable cause) {
    super(message, cause);
  }
}
