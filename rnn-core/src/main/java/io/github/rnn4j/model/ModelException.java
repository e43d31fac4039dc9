package io.github.rnn4j.model;

/**
 * A file is not a saved network that can be read safely.
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

  /** The file could be read and was refused, or it does not fit into memory. */
  static ModelException refused(String message, Throwable cause) {
    return new ModelException(message, false, cause);
  }

  /** The file was cut short or changed, or it is something else. */
  static ModelException damaged(String message, Throwable cause) {
    return new ModelException(message, true, cause);
  }

  /**
   * Whether another copy of the same network may help.
   *
   * @return true if the file was cut short or changed, or is not a saved network; false if it is
   *     one that is refused, or that does not fit into memory
   */
  public boolean damaged() {
    return damaged;
  }
}
