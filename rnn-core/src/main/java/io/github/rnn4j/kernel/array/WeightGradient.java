package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.cell.GateLayout;
import java.util.Arrays;
import java.util.List;

/**
 * Some rows of the gradient with respect to one weight matrix: {@code dz' x}, summed over all
 * tokens. It is transposed because the gradient is stored column by column.
 */
final class WeightGradient {
  /** Number of tokens processed at a time, few enough for their numbers to stay in the cache. */
  static final int TOKENS_AT_ONCE = 256;

  private final GateLayout layout;
  private final FloatArithmetic arithmetic;
  private final boolean ofState;
  private final int first;
  private final int end;
  private final float[] row;
  private float[] right = {};
  private float[] sum = {};

  /**
   * Creates the gradient for a range of gate columns; a part of the range that does not belong to
   * the matrix is ignored.
   *
   * @param ofState the recurrent weights instead of the input weights
   * @param firstGate the first column in a row of gates
   * @param endGate the column after the last one
   */
  WeightGradient(
      GateLayout layout, FloatArithmetic arithmetic, boolean ofState, int firstGate, int endGate) {
    this.layout = layout;
    this.arithmetic = arithmetic;
    this.ofState = ofState;
    int begin = ofState ? layout.stateColumn() : 0;
    int columns = ofState ? layout.stateColumns() : layout.inputColumns();
    first = Math.max(begin, firstGate);
    end = Math.max(first, Math.min(begin + columns, endGate));
    row = new float[columns()];
  }

  /** The first gate column. */
  int first() {
    return first;
  }

  /** The gate column after the last one. */
  int end() {
    return end;
  }

  /** Number of columns of the right factor: inputs or units, padded. */
  int columns() {
    return ofState ? layout.width() : layout.inputWidth();
  }

  /** Number of floats kept for the next pass. */
  long reserved() {
    return (long) right.length + sum.length + row.length;
  }

  /** Starts a new sum. */
  void begin() {
    int entries = entries();
    sum = Capacity.grown(sum, entries);
    Arrays.fill(sum, 0, entries, 0);
    right = Capacity.grown(right, (long) TOKENS_AT_ONCE * columns());
  }

  private int entries() {
    return Capacity.of((long) (end - first + arithmetic.blockRows()) * columns());
  }

  /** Adds another sum over the same columns. */
  void add(WeightGradient other) {
    arithmetic.add(other.sum, 0, sum, 0, entries());
  }

  /** Packs the inputs, or the states before the tokens, in panels. */
  void packRight(TimeLoop part, int from, int depth) {
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

  /** Adds the product of a block of gates, starting with {@code gate}, and the packed factor. */
  void add(float[] block, int from, int step, int depth, int gate) {
    Rows to = new Rows(sum, columns()).at((gate - first) * columns());
    arithmetic.multiplyBlock(block, from, step, right, columns(), depth, to);
  }

  /** Writes the sum into the gradient array. */
  void write(FloatView weights) {
    List<Integer> blocks = ofState ? layout.stateBlocks() : layout.inputBlocks();
    int count = ofState ? layout.units() : layout.inputs();
    for (int i = 0; i < blocks.size() * layout.units(); i++) {
      int gate = layout.gate(blocks, i);
      if (gate >= first && gate < end) {
        weights.write(weights.index(0, i), 0, sum, (gate - first) * columns(), count);
      }
    }
  }
}
