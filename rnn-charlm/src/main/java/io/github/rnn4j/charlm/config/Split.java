package io.github.rnn4j.charlm.config;

/** Which part of the data is not trained on. */
public enum Split {
  /**
   * Of a text the last tenth, one half for validation and the other, at the very end, for the test;
   * of lines and sentences two of every twenty, equal ones on the same side.
   */
  HELD_OUT,
  /** None: training loss alone, as in the textbook; no figure says what the network has learned. */
  NONE
}
