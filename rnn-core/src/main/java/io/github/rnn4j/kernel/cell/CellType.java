package io.github.rnn4j.kernel.cell;

/** The recurrent cells that the engines support, with their parameters. */
public enum CellType {
  /**
   * {@code h_t = f(x_t W + h_(t-1) RW + b)}; parameters {@code W [C, H]}, {@code RW [H, H]}, {@code
   * b [H]}.
   */
  ELMAN(1, 1, 3),

  /**
   * The LSTM with a forget gate and without peepholes; parameters {@code W [C, 4H]}, {@code RW [H,
   * 4H]}, {@code b [4H]}, columns in the order block input, forget, output, input gate.
   */
  LSTM(4, 2, 3),

  /**
   * The GRU whose reset gate is applied after the recurrent product; parameters {@code W [C, 3H]},
   * {@code RW [H, 3H]}, {@code b [3H]}, {@code rb [3H]}, columns in the order reset, update, new.
   */
  GRU(3, 1, 4);

  private final int blocks;
  private final int states;
  private final int parameters;

  CellType(int blocks, int states, int parameters) {
    this.blocks = blocks;
    this.states = states;
    this.parameters = parameters;
  }

  /**
   * Number of blocks of {@code H} columns in the weights.
   *
   * @return 1, 3 or 4
   */
  public int blocks() {
    return blocks;
  }

  /**
   * Number of state vectors: the hidden state, and the cell state of an LSTM.
   *
   * @return 1 or 2
   */
  public int states() {
    return states;
  }

  /**
   * Number of parameter arrays.
   *
   * @return 3 or 4
   */
  public int parameters() {
    return parameters;
  }
}
