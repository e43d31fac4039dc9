package io.github.rnn4j.timeseries.tutorial;

/** How far back in time the gradient of the tutorial's network reaches. */
public enum Gradient {
  /** One step: an update after every step, the context taken as given. The tutorial's way. */
  STEP,
  /** All steps: one update after the last. */
  FULL
}
