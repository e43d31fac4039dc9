package io.github.rnn4j.kernel;

/**
 * A system property of this library has a value that it cannot have. The message names the
 * property, its value and what it may be.
 */
public final class SystemPropertyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /**
   * Whoever set the property reads the message.
   *
   * @param message what is wrong, and what to set instead
   */
  public SystemPropertyException(String message) {
    super(message);
  }
}
