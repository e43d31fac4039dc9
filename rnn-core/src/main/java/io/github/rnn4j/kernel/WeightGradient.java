package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.simd.FloatArithmetic;
import io.github.rnn4j.kernel.simd.FloatArithmetic.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * A slice of the gradient by one weight matrix, and by its bias: {@code dz' x} over all tokens, in
 * the fixed order of the parts and their tokens. Transposed, because that is how the gradient lies
 * in memory: column by column.
 */
final class WeightGradient {
  /** Tokens taken at once, so that their numbers stay in the cache. */
  private static final int TOKENS_AT_ONCE = 256;

  private final VectorLayout layout;
  private final FloatArithmetic arithmetic;
  private final boolean ofState;
  private final int slice;
  private final int slices;
  private float[] panels = {};
  private float[] sum = {};
  private final float[] block;
  private final float[] row;

  WeightGradient(
      VectorLayout layout, FloatArithmetic arithmetic, boolean ofState, int slice, int slices) {
    this.layout = layout;
    this.arithmetic = arithmetic;
    this.ofState = ofState;
    this.slice = slice;
    this.slices = slices;
    block = new float[TOKENS_AT_ONCE * arithmetic.blockRows()];
    row = new float[Math.max(layout.inputWidth(), layout.width())];
  }

  /** Number of columns of the right factor: inputs or units, filled up. */
  private int columns() {
    return ofState ? layout.width() : layout.inputWidth();
  }

  /** Number of columns of the right factor. */
  private int realColumns() {
    return ofState ? layout.units() : layout.inputs();
  }

  /** The first gate column of the slice, relative to the matrix's own. */
  private int firstGate(int index) {
    int gates = ofState ? layout.stateColumns() : layout.inputColumns();
    int rows = arithmetic.blockRows();
    int blocks = (gates + rows - 1) / rows;
    return Math.min(gates, blocks * index / slices * rows);
  }

  /** Number of floats that are kept for the next pass. */
  long reserved() {
    return (long) panels.length + sum.length + block.length + row.length;
  }

  void compute(List<VectorPart> parts, FloatView weights) {
    int first = firstGate(slice);
    int end = firstGate(slice + 1);
    int rows = arithmetic.blockRows();
    int entries = Capacity.of((long) (end - first + rows) * columns());
    sum = Capacity.grown(sum, entries);
    Arrays.fill(sum, 0, entries, 0);
    panels = Capacity.grown(panels, (long) TOKENS_AT_ONCE * columns());
    for (VectorPart part : parts) {
      int tokens = part.packing().tokens();
      for (int from = 0; from < tokens; from += TOKENS_AT_ONCE) {
        int depth = Math.min(TOKENS_AT_ONCE, tokens - from);
        packRight(part, from, depth);
        for (int gate = first; gate < end; gate += rows) {
          packLeft(part, from, depth, gate, Math.min(end, gate + rows));
          Rows to = new Rows(sum, columns()).at((gate - first) * columns());
          arithmetic.multiplyBlock(block, panels, columns() / layout.panel(), depth, to);
        }
      }
    }
    write(first, end, weights);
  }

  /** The inputs or the states before the tokens, in panels. */
  private void packRight(VectorPart part, int from, int depth) {
    int step = 0;
    for (int k = 0; k < depth; k++) {
      while (part.packing().offset(step + 1) <= from + k) {
        step++;
      }
      copyRight(part, from + k, step);
      for (int c = 0; c < columns(); c += layout.panel()) {
        System.arraycopy(row, c, panels, c * depth + k * layout.panel(), layout.panel());
      }
    }
  }

  private void copyRight(VectorPart part, int token, int step) {
    if (ofState) {
      int before = part.rowBefore(step) + token - part.packing().offset(step);
      System.arraycopy(part.hidden(), before * layout.width(), row, 0, layout.units());
    } else {
      System.arraycopy(part.x(), token * layout.inputs(), row, 0, layout.inputs());
    }
  }

  private void packLeft(VectorPart part, int from, int depth, int gate, int end) {
    int rows = arithmetic.blockRows();
    int at = (ofState ? layout.stateColumn() : 0) + gate;
    int count = end - gate;
    float[] dz = part.gates();
    for (int k = 0; k < depth; k++) {
      int source = (from + k) * layout.gateStride() + at;
      for (int i = 0; i < rows; i++) {
        block[k * rows + i] = i < count ? dz[source + i] : 0;
      }
    }
  }

  private void write(int first, int end, FloatView weights) {
    List<Integer> blocks = ofState ? layout.stateBlocks() : layout.inputBlocks();
    int firstBlock = ofState ? layout.firstStateBlock() : 0;
    for (int b = 0; b < blocks.size(); b++) {
      for (int unit = 0; unit < layout.units(); unit++) {
        int gate = (blocks.get(b) - firstBlock) * layout.width() + unit;
        if (gate >= first && gate < end) {
          int to = weights.index(0, b * layout.units() + unit);
          weights.write(to, 0, sum, (gate - first) * columns(), realColumns());
        }
      }
    }
  }
}
