package io.github.rnn4j.imdb.config;

/** How the states of the two directions, H units each, become one. */
public enum MergeMode {
  /** Side by side: 2 H units. */
  CONCAT,
  /** Their sum: H units. */
  ADD,
  /** Their product, unit by unit: H units. */
  MULTIPLY,
  /** Their mean: H units. */
  AVERAGE;

  public io.github.rnn4j.layer.packed.MergeMode ofLayer() {
    return io.github.rnn4j.layer.packed.MergeMode.valueOf(name());
  }
}
