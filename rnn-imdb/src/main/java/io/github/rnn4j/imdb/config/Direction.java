package io.github.rnn4j.imdb.config;

/** In which order a recurrent layer reads a review. */
public enum Direction {
  /** From the first word to the last and, in a second layer, from the last to the first. */
  BIDIRECTIONAL,
  /** From the first word to the last. */
  FORWARD;

  public io.github.rnn4j.layer.packed.Direction ofLayer() {
    return io.github.rnn4j.layer.packed.Direction.valueOf(name());
  }
}
