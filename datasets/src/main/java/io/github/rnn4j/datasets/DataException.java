package io.github.rnn4j.datasets;

/**
 * Thrown when data cannot be used as it is: a file that is missing, truncated, damaged or not in
 * the expected layout, a failed download, or a request for more records than there are.
 *
 * <p>The message is written for the user who named the data. It says which file or value is wrong,
 * what is accepted, and what to do next. It can be shown without a stack trace.
 */
public class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an error about the data itself.
   *
   * @param message which file or value is wrong, what is accepted, what to do next
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * Creates an error about the data, with the underlying error as its cause.
   *
   * @param message which file or value is wrong, what is accepted, what to do next
   * @param cause the underlying error
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
