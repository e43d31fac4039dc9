package io.github.rnn4j.layer.packed;

/** What computes one step of a recurrent layer, as a choice that a configuration can hold. */
public enum Cell {
  /** Long short-term memory: remembers over hundreds of steps. */
  LSTM,

  /** Gated recurrent unit: three quarters of the weights of an LSTM, and often as good. */
  GRU,

  /** The simple recurrent layer of Elman: easy to explain, forgets after a dozen steps or two. */
  ELMAN;

  /**
   * Starts the configuration of a packed layer with this cell.
   *
   * @return a new builder
   */
  public PackedRecurrentLayer.Builder<?> builder() {
    return switch (this) {
      case LSTM -> new PackedLstm.Builder();
      case GRU -> new PackedGru.Builder();
      case ELMAN -> new PackedElman.Builder();
    };
  }
}
