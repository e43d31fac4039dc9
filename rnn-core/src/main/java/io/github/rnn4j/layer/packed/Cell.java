package io.github.rnn4j.layer.packed;

/** The type of cell in a recurrent layer, for use in a configuration. */
public enum Cell {
  /** Long short-term memory: remembers over hundreds of steps. */
  LSTM,

  /** Gated recurrent unit: three quarters of the weights of an LSTM, and often just as good. */
  GRU,

  /** Elman's simple recurrent cell: easy to explain, but forgets after one or two dozen steps. */
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
