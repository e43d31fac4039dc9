package io.github.rnn4j.train;

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

  /**
   * The error that a folder has files of two runs.
   *
   * @param run the folder
   * @param what does not fit what, without a full stop
   * @return the error, with what to do
   */
  public static RunException ofMixedFiles(RunDirectory run, String what) {
    return new RunException(
        "The files in %s do not belong together: %s. Restore the files of one run, or train again."
            .formatted(run.folder(), what));
  }
}
