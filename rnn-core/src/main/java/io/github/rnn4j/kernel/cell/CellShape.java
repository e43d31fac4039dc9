package io.github.rnn4j.kernel.cell;

import java.util.Objects;

/**
 * A recurrent cell and its sizes.
 *
 * @param type the cell
 * @param activation activation function of an Elman cell; TANH for the other cells
 * @param inputs number of input features {@code C}, at least 1
 * @param units number of hidden units {@code H}, at least 1
 */
public record CellShape(CellType type, ElmanActivation activation, int inputs, int units) {

  /**
   * Checks the ranges.
   *
   * @param type the cell
   * @param activation activation function of the cell
   * @param inputs number of input features
   * @param units number of hidden units
   * @throws IllegalArgumentException if a size is below 1, or a cell other than the Elman cell has
   *     an activation other than tanh
   */
  public CellShape {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(activation, "activation");
    if (inputs < 1 || units < 1) {
      throw new IllegalArgumentException(
          "Cell has %d inputs and %d units: both must be at least 1".formatted(inputs, units));
    }
    if (type != CellType.ELMAN && activation != ElmanActivation.TANH) {
      throw new IllegalArgumentException(
          "Activation of cell %s is %s: it must be TANH; only cell ELMAN supports others"
              .formatted(type, activation));
    }
  }
}
