package io.github.rnn4j.kernel.cell;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import java.util.List;

/**
 * Where the numbers of a cell lie in the array backend.
 *
 * <p>The units are filled up to a multiple of the arithmetic's column unit. The blocks of a row of
 * gates are in such an order that the products of the input and of the state each cover an unbroken
 * stretch: for the GRU n, r, z, u, where u is the recurrent part of the new state, kept apart
 * because of the reset gate.
 *
 * @param shape the cell
 * @param unit what numbers of columns are filled up to a multiple of
 * @param blocks number of blocks in a row of gates
 * @param inputBlocks for each block of the input weights, its block in the row
 * @param stateBlocks for each block of the recurrent weights, its block in the row
 * @param firstStateBlock the first of these blocks
 */
public record GateLayout(
    CellShape shape,
    int unit,
    int blocks,
    List<Integer> inputBlocks,
    List<Integer> stateBlocks,
    int firstStateBlock) {

  public static GateLayout of(CellShape shape, int unit) {
    return switch (shape.type()) {
      case ELMAN -> new GateLayout(shape, unit, 1, List.of(0), List.of(0), 0);
      case LSTM -> new GateLayout(shape, unit, 4, List.of(0, 1, 2, 3), List.of(0, 1, 2, 3), 0);
      case GRU -> new GateLayout(shape, unit, 4, List.of(1, 2, 0), List.of(1, 2, 3), 1);
    };
  }

  public int units() {
    return shape.units();
  }

  public int inputs() {
    return shape.inputs();
  }

  /** Units, filled up. */
  public int width() {
    return Panels.filledUp(units(), unit);
  }

  /** Inputs, filled up. */
  public int inputWidth() {
    return Panels.filledUp(inputs(), unit);
  }

  public int gateStride() {
    return blocks * width();
  }

  /** Columns of the product of the input, from the beginning of the row. */
  public int inputColumns() {
    return inputBlocks.size() * width();
  }

  /** Columns of the product of the state, from {@link #stateColumn()}. */
  public int stateColumns() {
    return stateBlocks.size() * width();
  }

  public int stateColumn() {
    return firstStateBlock * width();
  }

  /** Where a column of the input weights lies among those of their product. */
  public int inputColumn(int index) {
    return gate(inputBlocks, index);
  }

  /** Where a column of the recurrent weights lies among those of their product. */
  public int stateColumn(int index) {
    return gate(stateBlocks, index) - stateColumn();
  }

  /**
   * Where a column of a parameter lies in a row of gates.
   *
   * @param blocks {@link #inputBlocks} or {@link #stateBlocks}
   * @param index the column in the parameter, block by block
   */
  public int gate(List<Integer> blocks, int index) {
    return blocks.get(index / units()) * width() + index % units();
  }

  /** Adds a bias to a row of gates. */
  public void addBias(float[] bias, List<Integer> blocks, float[] row) {
    for (int i = 0; i < bias.length; i++) {
      row[gate(blocks, i)] += bias[i];
    }
  }
}
