package io.github.rnn4j.loop;

/**
 * A run cannot go on, or a saved run cannot be read.
 *
 * <p>The message names the file or the step, what is wrong with it, and what to do next; it is
 * written for the person at the command line.
 */
public class RunException extends RuntimeException {

  /**
   * An error without another exception behind it.
   *
   * @param message what went wrong, where, and what to do next
   */
  public RunException(String message) {
    super(message);
  }

  /**
   * An error with the exception that caused it.
   *
   * @param message what went wrong, where, and what to do next
   * @param cause what a library or the file system reported
   */
  public RunException(String message, Throwable cause) {
    super(message, cause);
  }
}
