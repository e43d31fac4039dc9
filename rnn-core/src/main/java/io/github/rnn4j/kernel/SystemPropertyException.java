package io.github.rnn4j.kernel;

/**
 * Thrown when a system property of this library has an invalid value. The message names the
 * property, its value and the allowed values.
 */
public final class SystemPropertyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception whose message is shown to the user.
   *
   * @param message what is wrong and what to set instead
   */
  public SystemPropertyException(String message) {
    super(message);
  }
}
