package io.github.rnn4j.kernel.simd;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatArithmetic} in vectors of the size that the processor prefers. */
public final class VectorArithmetic implements FloatArithmetic {
  /** Name in the log and in the system property. */
  public static final String NAME = "vector";

  private static final VectorSpecies<Float> S = TileProduct.S;
  private static final int LANES = S.length();

  /**
   * Number of columns of a block that vectors overwrite beyond the one that they copy; the next
   * ones then replace that.
   */
  private static final int COLUMNS_BEYOND = columnsBeyond(TileProduct.BLOCK_ROWS);

  /** Creates the arithmetic. The module {@code jdk.incubator.vector} must be present. */
  public VectorArithmetic() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isVector() {
    return true;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int columnUnit() {
    return TileProduct.UNIT;
  }

  @Override
  public Panels panels(int columns, int depth) {
    int full = columns / TileProduct.PANEL * TileProduct.PANEL;
    return new Panels(depth, TileProduct.PANEL, full, columns - full);
  }

  @Override
  public int blockRows() {
    return TileProduct.BLOCK_ROWS;
  }

  @Override
  public void multiply(Rows a, int rows, float[] panels, int columns, int depth, Rows c) {
    TileProduct.multiply(a, rows, panels, columns, depth, c);
  }

  @Override
  public int blockSlack() {
    return Math.max(LANES, TileProduct.BLOCK_ROWS);
  }

  @Override
  public void copyBlocks(Rows matrix, int blocks, int depth, float[] to) {
    int rows = TileProduct.BLOCK_ROWS;
    int whole = Math.max(0, depth - COLUMNS_BEYOND);
    for (int k = 0; k < depth; k++) {
      int from = matrix.from + k * matrix.stride;
      if (k < whole) {
        copyColumns(matrix.data, from, blocks, depth, to, k * rows);
      } else {
        for (int block = 0; block < blocks; block++) {
          System.arraycopy(matrix.data, from + block * rows, to, (block * depth + k) * rows, rows);
        }
      }
    }
  }

  private static int columnsBeyond(int rows) {
    int written = (rows + LANES - 1) / LANES * LANES;
    return (written - 1) / rows;
  }

  /** Copies a row of a matrix to the columns of all blocks. */
  private static void copyColumns(
      float[] row, int from, int blocks, int depth, float[] to, int first) {
    int rows = TileProduct.BLOCK_ROWS;
    int place = first;
    for (int block = 0; block < blocks; block++) {
      for (int j = 0; j < rows; j += LANES) {
        FloatVector.fromArray(S, row, from + block * rows + j).intoArray(to, place + j);
      }
      place += rows * depth;
    }
  }

  @Override
  public void multiplyBlock(
      float[] block, int from, int step, float[] panels, int columns, int depth, Rows c) {
    TileProduct.multiplyBlock(block, from, step, panels, columns, depth, c);
  }

  @Override
  public void sigmoid(float[] x, int from, int count) {
    VectorFunctions.sigmoid(x, from, count);
  }

  @Override
  public void tanh(float[] x, int from, float[] y, int to, int count) {
    VectorFunctions.tanh(x, from, y, to, count);
  }

  @Override
  public void add(float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector.fromArray(S, x, from + i)
          .add(FloatVector.fromArray(S, y, to + i))
          .intoArray(y, to + i);
    }
  }

  /** The product of zero and a number that is not finite is NaN, and so is a sum with a NaN. */
  @Override
  public boolean areFinite(float[] x, int count) {
    FloatVector sum = FloatVector.zero(S);
    int whole = S.loopBound(count);
    for (int i = 0; i < whole; i += LANES) {
      sum = FloatVector.fromArray(S, x, i).mul(0).add(sum);
    }
    float rest = sum.reduceLanes(VectorOperators.ADD);
    for (int i = whole; i < count; i++) {
      rest += x[i] * 0;
    }
    return rest == 0;
  }

  @Override
  public double squares(float[] x) {
    return VectorSquares.sum(x);
  }
}
