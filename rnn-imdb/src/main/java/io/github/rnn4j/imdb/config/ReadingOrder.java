package io.github.rnn4j.imdb.config;

import io.github.rnn4j.layer.packed.Direction;

/** In which order a recurrent layer reads a review. */
public enum ReadingOrder {
  /** From the first word to the last and, in a second layer, from the last to the first. */
  BIDIRECTIONAL(Direction.BIDIRECTIONAL),
  /** From the first word to the last. */
  FORWARD(Direction.FORWARD);

  private final Direction direction;

  ReadingOrder(Direction direction) {
    this.direction = direction;
  }

  /** The direction of the recurrent layers. */
  public Direction ofLayers() {
    return direction;
  }
}
