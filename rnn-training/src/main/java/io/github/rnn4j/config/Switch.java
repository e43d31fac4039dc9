package io.github.rnn4j.config;

/** A yes-or-no setting that may be left open; its option is {@code --[no-]name}. */
public enum Switch {
  /** Left open: the program finds out what fits. */
  AUTOMATIC,
  /** Yes. */
  ON,
  /** No. */
  OFF;

  /**
   * Returns what an option says.
   *
   * @param on whether the option was given without {@code no-}
   * @return {@link #ON} or {@link #OFF}
   */
  public static Switch of(boolean on) {
    return on ? ON : OFF;
  }
}
