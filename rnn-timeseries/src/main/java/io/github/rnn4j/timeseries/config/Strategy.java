package io.github.rnn4j.timeseries.config;

/** How values several steps ahead are forecast. */
public enum Strategy {
  /** The network says all values up to the horizon at once, from the state at the origin. */
  DIRECT,
  /**
   * The network says the next value; it is drawn from its distribution and fed back, along many
   * paths, and the quantiles are those of the paths. Any number of steps.
   */
  RECURSIVE
}
