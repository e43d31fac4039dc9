package io.github.rnn4j.timeseries.config;

/** How to forecast several steps ahead. */
public enum Strategy {
  /** The network predicts all values up to the horizon at once, from the state at the origin. */
  DIRECT,
  /**
   * The network predicts the distribution of the next value; a value is sampled from it and fed
   * back, along many paths. The quantiles are those of the paths. Works for any number of steps.
   */
  RECURSIVE
}
