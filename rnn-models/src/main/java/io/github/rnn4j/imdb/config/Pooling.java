package io.github.rnn4j.imdb.config;

import io.github.rnn4j.layer.packed.SequenceResult;

/** What the dense layer reads of the top recurrent layer. */
public enum Pooling {
  /** The state at the end of the text, in each direction. */
  LAST_STATE(SequenceResult.LAST_STATE),
  /** The mean over all words, component by component. */
  MEAN(SequenceResult.MEAN),
  /** The maximum over all words, component by component. */
  MAX(SequenceResult.MAX),
  /** Both, one after the other. */
  MEAN_AND_MAX(SequenceResult.MEAN_AND_MAX);

  private final SequenceResult result;

  Pooling(SequenceResult result) {
    this.result = result;
  }

  /** Returns the result of a packed layer. */
  public SequenceResult result() {
    return result;
  }
}
