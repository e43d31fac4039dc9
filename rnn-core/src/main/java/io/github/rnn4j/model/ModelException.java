package io.github.rnn4j.model;

/**
 * Thrown if a file is not a saved network or cannot be read safely.
 *
 * <p>The message names the file, what is wrong with it, and what to do next.
 */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean damaged;

  private ModelException(String message, boolean damaged, Throwable cause) {
    super(message, cause);
    this.damaged = damaged;
  }

  /** For a file that is readable but refused, or that does not fit in memory. */
  static ModelException refused(String message, Throwable cause) {
    return new ModelException(message, false, cause);
  }

  /** For a file that was cut short or altered, or is not a saved network. */
  static ModelException damaged(String message, Throwable cause) {
    return new ModelException(message, true, cause);
  }

  /**
   * Returns whether another copy of the same network may help.
   *
   * @return true if the file was cut short or altered, or is not a saved network; false if it was
   *     refused or does not fit in memory
   */
  public boolean damaged() {
    return damaged;
  }
}
