package io.github.rnn4j.config.recurrent;

/** The type of cell in a recurrent layer. */
public enum Cell {
  /** Long short-term memory: remembers over hundreds of steps. */
  LSTM,

  /** Gated recurrent unit: three quarters of the weights of an LSTM, and often just as good. */
  GRU,

  /** Elman's simple recurrent cell: easy to explain, but forgets after one or two dozen steps. */
  ELMAN,

  /**
   * Elman's cell written as one SameDiff step, with a choice of three recurrences; much slower than
   * {@link #ELMAN}. See {@link io.github.rnn4j.layer.samediff.ElmanRnn}.
   */
  SAMEDIFF_ELMAN;

  /**
   * Returns whether this is Elman's cell, which has a choice of activation functions.
   *
   * @return true for {@link #ELMAN} and {@link #SAMEDIFF_ELMAN}
   */
  public boolean elman() {
    return this == ELMAN || this == SAMEDIFF_ELMAN;
  }
}
