package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.cell.GateLayout;
import java.util.Arrays;
import java.util.List;

/**
 * A slice of the gradient with respect to one weight matrix: {@code dz' x}, summed over all tokens
 * in the fixed order of the parts and their tokens. It is transposed because the gradient is stored
 * column by column.
 */
final class WeightGradient {
  /** Number of tokens processed at a time, few enough for their numbers to stay in the cache. */
  static final int TOKENS_AT_ONCE = 256;

  /** Up to this many columns, the gates are not packed. */
  private static final int FEW_COLUMNS = 128;

  /** Number of blocks of gates processed at a time. */
  private static final int BLOCKS_AT_ONCE = 16;

  private final GateLayout layout;
  private final FloatArithmetic arithmetic;
  private final boolean ofState;
  private final int slice;
  private final int slices;
  private float[] right = {};
  private float[] sum = {};
  private final float[] left;
  private final float[] row;

  WeightGradient(
      GateLayout layout, FloatArithmetic arithmetic, boolean ofState, int slice, int slices) {
    this.layout = layout;
    this.arithmetic = arithmetic;
    this.ofState = ofState;
    this.slice = slice;
    this.slices = slices;
    left =
        new float
            [TOKENS_AT_ONCE * BLOCKS_AT_ONCE * arithmetic.blockRows() + arithmetic.blockSlack()];
    row = new float[Math.max(layout.inputWidth(), layout.width())];
  }

  /** Number of columns of the right factor: inputs or units, padded. */
  private int columns() {
    return ofState ? layout.width() : layout.inputWidth();
  }

  /** Number of columns of the right factor, without padding. */
  private int realColumns() {
    return ofState ? layout.units() : layout.inputs();
  }

  /** The first column of this matrix in a row of gates. */
  private int firstColumn() {
    return ofState ? layout.stateColumn() : 0;
  }

  /** The first gate column of a slice, relative to {@link #firstColumn()}. */
  private int firstGate(int index) {
    int gates = ofState ? layout.stateColumns() : layout.inputColumns();
    int rows = arithmetic.blockRows();
    int blocks = (gates + rows - 1) / rows;
    return Math.min(gates, blocks * index / slices * rows);
  }

  /** Number of floats kept for the next pass. */
  long reserved() {
    return (long) right.length + sum.length + left.length + row.length;
  }

  /** Computes the gradient with respect to the weights from all parts. */
  void compute(List<TimeLoop> parts, FloatView weights) {
    begin();
    for (TimeLoop part : parts) {
      add(part, 0, ofState ? part.packing().tokens() : part.input().rows());
    }
    write(weights);
  }

  /** Starts a new sum. */
  void begin() {
    int entries = entries();
    sum = Capacity.grown(sum, entries);
    Arrays.fill(sum, 0, entries, 0);
    right = Capacity.grown(right, (long) TOKENS_AT_ONCE * columns());
  }

  private int entries() {
    int gates = firstGate(slice + 1) - firstGate(slice);
    return Capacity.of((long) (gates + arithmetic.blockRows()) * columns());
  }

  /** Adds the products of some tokens, or of some distinct rows if many inputs are equal. */
  void add(TimeLoop part, int firstToken, int endToken) {
    int first = firstGate(slice);
    int end = firstGate(slice + 1);
    int rows = arithmetic.blockRows();
    for (int from = firstToken; from < endToken; from += TOKENS_AT_ONCE) {
      int depth = Math.min(TOKENS_AT_ONCE, endToken - from);
      packRight(part, from, depth);
      for (int gate = first; gate < end; gate += BLOCKS_AT_ONCE * rows) {
        int gates = Math.min(end - gate, BLOCKS_AT_ONCE * rows);
        multiply(part, from, depth, gate, gates, gate - first);
      }
    }
  }

  /** Adds another sum of the same slice. */
  void add(WeightGradient other) {
    arithmetic.add(other.sum, 0, sum, 0, entries());
  }

  /**
   * Adds the products of some gates. With many columns, the gates are packed first because their
   * rows are far apart in memory; with few columns, packing would cost more than it saves.
   */
  private void multiply(TimeLoop part, int from, int depth, int gate, int gates, int row) {
    boolean packed = columns() > FEW_COLUMNS;
    int rows = arithmetic.blockRows();
    int at = from * layout.gateStride() + firstColumn() + gate;
    float[] dz = ofState ? part.gates() : part.input().gradients(part.gates());
    if (packed) {
      packLeft(dz, at, depth, gates);
    }
    Rows to = new Rows(sum, columns());
    for (int i = 0; i < gates; i += rows) {
      to.at((row + i) * columns());
      if (packed) {
        arithmetic.multiplyBlock(left, i * depth, rows, right, columns(), depth, to);
      } else {
        int step = layout.gateStride();
        arithmetic.multiplyBlock(dz, at + i, step, right, columns(), depth, to);
      }
    }
  }

  /** Packs the inputs, or the states before the tokens, in panels. */
  private void packRight(TimeLoop part, int from, int depth) {
    Panels panels = arithmetic.panels(columns(), depth);
    int step = 0;
    for (int k = 0; k < depth; k++) {
      int token = from + k;
      if (ofState) {
        while (part.packing().offset(step + 1) <= token) {
          step++;
        }
        int before = part.rows().before(step) + token - part.packing().offset(step);
        System.arraycopy(part.recurrentInput(), before * layout.width(), row, 0, layout.units());
      } else {
        System.arraycopy(part.input().inputs(), token * layout.inputs(), row, 0, layout.inputs());
      }
      panels.copyRow(row, columns(), k, right);
    }
  }

  /** Packs some gates of the tokens: blocks of rows, stored column by column. */
  private void packLeft(float[] dz, int at, int depth, int gates) {
    int rows = arithmetic.blockRows();
    int whole = gates / rows * rows;
    arithmetic.copyBlocks(new Rows(dz, layout.gateStride()).at(at), whole / rows, depth, left);
    for (int k = 0; k < depth && whole < gates; k++) {
      int source = at + k * layout.gateStride() + whole;
      for (int j = 0; j < rows; j++) {
        left[whole * depth + k * rows + j] = whole + j < gates ? dz[source + j] : 0;
      }
    }
  }

  /** Writes the sum into the gradient array. */
  void write(FloatView weights) {
    int first = firstGate(slice);
    int end = firstGate(slice + 1);
    List<Integer> blocks = ofState ? layout.stateBlocks() : layout.inputBlocks();
    for (int i = 0; i < blocks.size() * layout.units(); i++) {
      int gate = layout.gate(blocks, i) - firstColumn();
      if (gate >= first && gate < end) {
        weights.write(weights.index(0, i), 0, sum, (gate - first) * columns(), realColumns());
      }
    }
  }
}
