package io.github.rnn4j.timeseries.tutorial;

/** How far back in time the gradient of the tutorial's network reaches. */
public enum Gradient {
  /**
   * One step, as in the tutorial: an update after every step, with the previous state treated as a
   * constant.
   */
  STEP,
  /** All steps: one update after the last step. */
  FULL
}
