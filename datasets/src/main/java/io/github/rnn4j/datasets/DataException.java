package io.github.rnn4j.datasets;

/**
 * The data cannot be used as it is: a file that is missing, cut off, damaged or laid out otherwise
 * than expected, a download that failed, a request for more records than there are.
 *
 * <p>The message is written for the person who named the data: it says which file or value is
 * wrong, what is accepted, and what to do next. It can be shown without a stack trace.
 */
public class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An error of the data itself.
   *
   * @param message which file or value is wrong, what is accepted, what to do next
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * An error of the data that another error revealed.
   *
   * @param message which file or value is wrong, what is accepted, what to do next
   * @param cause the error underneath
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
