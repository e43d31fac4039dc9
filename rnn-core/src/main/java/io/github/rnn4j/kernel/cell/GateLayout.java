package io.github.rnn4j.kernel.cell;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import java.util.List;

/**
 * The memory layout of a cell in the array backend.
 *
 * <p>The units are padded to a multiple of the arithmetic's column unit. The blocks in a row of
 * gates are ordered so that the input product and the state product each cover a contiguous range.
 * For the GRU the order is n, r, z, u, where u is the recurrent part of the new state, kept
 * separate because of the reset gate.
 *
 * @param shape the cell
 * @param unit numbers of columns are padded to a multiple of this
 * @param blocks number of blocks in a row of gates
 * @param inputBlocks for each block of the input weights, its position in the row
 * @param stateBlocks for each block of the recurrent weights, its position in the row
 * @param firstStateBlock the smallest position in {@code stateBlocks}
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

  /** Number of units, padded. */
  public int width() {
    return Panels.filledUp(units(), unit);
  }

  /** Number of inputs, padded. */
  public int inputWidth() {
    return Panels.filledUp(inputs(), unit);
  }

  public int gateStride() {
    return blocks * width();
  }

  /** Number of columns of the input product, which starts at the beginning of the row. */
  public int inputColumns() {
    return inputBlocks.size() * width();
  }

  /** Number of columns of the state product, which starts at {@link #stateColumn()}. */
  public int stateColumns() {
    return stateBlocks.size() * width();
  }

  public int stateColumn() {
    return firstStateBlock * width();
  }

  /** Position of a column of the input weights within the input product. */
  public int inputColumn(int index) {
    return gate(inputBlocks, index);
  }

  /** Position of a column of the recurrent weights within the state product. */
  public int stateColumn(int index) {
    return gate(stateBlocks, index) - stateColumn();
  }

  /**
   * Position of a parameter's column in a row of gates.
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
