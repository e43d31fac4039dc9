package io.github.rnn4j.charlm.config;

/** Which part of the data is held out. */
public enum Split {
  /**
   * The last tenth of a text, its first half for validation and its second half for testing, or two
   * of every twenty lines or sentences, with identical ones in the same set.
   */
  HELD_OUT,
  /**
   * Nothing, as in the textbook: there is only a training loss, which says nothing about new text.
   */
  NONE
}
