package io.github.rnn4j.benchmark.work;

/** The recurrent cell of a network. */
public enum Cell {
  /** Simple recurrent cell with tanh. */
  ELMAN(1),
  /** Gated recurrent unit. */
  GRU(3),
  /** Long short-term memory without peepholes. */
  LSTM(4);

  private final int blocks;

  Cell(int blocks) {
    this.blocks = blocks;
  }

  /**
   * Returns the number of weighted sums for each hidden unit.
   *
   * @return 1, 3 or 4
   */
  public int blocks() {
    return blocks;
  }
}
