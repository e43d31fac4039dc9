package io.github.rnn4j.kernel.cell;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;

/**
 * The part of a cell's time step that follows the matrix products, and its derivative, for all live
 * segments.
 */
public interface RecurrentCell {

  void forward(CellArrays arrays, int live, int token, int before);

  void backward(CellArrays arrays, int live, int token, int before);

  /**
   * Creates the implementation of a cell for a given arithmetic.
   *
   * @param shape the cell
   * @param arithmetic arithmetic that computes its products
   * @return the cell; any number of threads may use it at the same time
   */
  static RecurrentCell of(CellShape shape, FloatArithmetic arithmetic) {
    return arithmetic.isVector() ? vector(shape) : plain(shape);
  }

  private static RecurrentCell plain(CellShape shape) {
    return switch (shape.type()) {
      case ELMAN -> new ElmanCell.Plain(shape.activation());
      case LSTM -> new LstmCell.Plain();
      case GRU -> new GruCell.Plain();
    };
  }

  private static RecurrentCell vector(CellShape shape) {
    return switch (shape.type()) {
      case ELMAN -> new ElmanCell.Vector(shape.activation());
      case LSTM -> new LstmCell.Vector();
      case GRU -> new GruCell.Vector();
    };
  }
}
