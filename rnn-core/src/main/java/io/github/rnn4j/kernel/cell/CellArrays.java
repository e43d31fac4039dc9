package io.github.rnn4j.kernel.cell;

/**
 * The arrays of one pass over some segments. States are stacked: the initial state of each segment,
 * then the state after each token. Plain fields, as they are read in the innermost loops. For one
 * thread.
 */
public final class CellArrays {
  /** Entries of a state row: the units, filled up with zeros. */
  public final int width;

  /** Entries of a row of gates. */
  public final int gateStride;

  /** Number of segments: of rows before the first token's in a stack. */
  public final int segments;

  final TokenPlaces at = new TokenPlaces();

  /** Gates of each token. */
  public float[] gates;

  /** Hidden states, a stack. */
  public float[] hidden;

  /** Cell states, a stack; empty but for an LSTM. */
  public float[] cell;

  /** Hyperbolic tangent of the cell state of each token; empty but for an LSTM. */
  public float[] tanhCell;

  /** Gradients by the hidden states, a stack; empty in a forward pass. */
  public float[] hiddenError;

  /** Gradient by the cell state of each segment, as far as the backward pass has come. */
  public float[] cellError;

  /**
   * Sizes without arrays.
   *
   * @param width entries of a state row
   * @param gateStride entries of a row of gates
   * @param segments number of segments
   */
  public CellArrays(int width, int gateStride, int segments) {
    this.width = width;
    this.gateStride = gateStride;
    this.segments = segments;
  }
}
