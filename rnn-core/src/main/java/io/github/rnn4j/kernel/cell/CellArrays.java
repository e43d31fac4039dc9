package io.github.rnn4j.kernel.cell;

/**
 * The arrays of one pass over some segments. A stack of states holds the initial state of each
 * segment, then the state after each token. These are plain fields because the innermost loops read
 * them. Not thread-safe.
 */
public final class CellArrays {
  /** Number of entries in a row of states: the units, padded with zeros. */
  public final int width;

  /** Number of entries in a row of gates. */
  public final int gateStride;

  /**
   * Number of segments, which is also the number of rows before the first token's row in a stack.
   */
  public final int segments;

  final TokenPlaces at = new TokenPlaces();

  /** Gates of each token. */
  public float[] gates;

  /** Stack of hidden states. */
  public float[] hidden;

  /** Stack of cell states; used only by an LSTM. */
  public float[] cell;

  /** Hyperbolic tangent of the cell state of each token; used only by an LSTM. */
  public float[] tanhCell;

  /** Stack of the gradients with respect to the hidden states; used only in a backward pass. */
  public float[] hiddenError;

  /**
   * Gradient with respect to the cell state of each segment, at the current step of the backward
   * pass.
   */
  public float[] cellError;

  /**
   * Sets the sizes; the arrays are set afterwards.
   *
   * @param width number of entries in a row of states
   * @param gateStride number of entries in a row of gates
   * @param segments number of segments
   */
  public CellArrays(int width, int gateStride, int segments) {
    this.width = width;
    this.gateStride = gateStride;
    this.segments = segments;
  }
}
