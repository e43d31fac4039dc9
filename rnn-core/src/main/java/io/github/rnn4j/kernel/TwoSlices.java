package io.github.rnn4j.kernel;

/** Work in two slices that do not touch the same numbers. */
interface TwoSlices {

  /** Does one of them, 0 or 1. */
  void slice(int index);
}
