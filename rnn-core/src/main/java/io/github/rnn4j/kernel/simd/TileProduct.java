package io.github.rnn4j.kernel.simd;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register-blocked products: a tile of some rows by some vectors of columns stays in registers
 * during one loop over the depth (K. Goto, R. van de Geijn, 2008, <i>Anatomy of High-Performance
 * Matrix Multiplication</i>, ACM Transactions on Mathematical Software 34, <a
 * href="https://doi.org/10.1145/1356052.1356053">doi:10.1145/1356052.1356053</a>).
 *
 * <p>A processor with 32 vector registers uses panels of four vectors ({@link WideTiles}), and one
 * panel of two for the remaining columns. With 16 registers, all panels have two vectors ({@link
 * NarrowTiles}). The code of each tile is written out because only local variables stay in
 * registers. Every entry is summed in the order of the depth, whichever tile computes it.
 */
final class TileProduct {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  static final int LANES = S.length();

  /** The number of columns of every matrix is padded to a multiple of this. */
  static final int UNIT = 2 * LANES;

  /** AVX-512 and 64-bit ARM have 32 vector registers; x86 processors before AVX-512 have 16. */
  static final boolean WIDE =
      S.vectorBitSize() >= 512 || System.getProperty("os.arch", "").equals("aarch64");

  static final int PANEL = WIDE ? 2 * UNIT : UNIT;

  static final int BLOCK_ROWS = 6;

  /** Number of rows multiplied with all panels before the next rows, to stay in the cache. */
  private static final int ROWS_AT_ONCE = 96;

  private TileProduct() {}

  static void multiply(Rows a, int rows, float[] b, int columns, int depth, Rows c) {
    if (rows == 1) {
      oneRow(a, b, columns, depth, c);
      return;
    }
    int full = columns / PANEL * PANEL;
    for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
      int end = Math.min(rows, first + ROWS_AT_ONCE);
      for (int column = 0; column < full; column += PANEL) {
        int panel = column * depth;
        if (WIDE) {
          WideTiles.panel(a, first, end, b, panel, depth, c, c.from + column);
        } else {
          NarrowTiles.panel(a, first, end, b, panel, depth, c, c.from + column);
        }
      }
      if (full < columns) {
        NarrowTiles.panel(a, first, end, b, full * depth, depth, c, c.from + full);
      }
    }
  }

  private static void oneRow(Rows a, float[] b, int columns, int depth, Rows c) {
    int column = 0;
    for (; column + 4 * UNIT <= columns; column += 4 * UNIT) {
      if (WIDE) {
        WideTiles.row1Panels2(a.data, a.from, b, column * depth, depth, c.data, c.from + column);
      } else {
        NarrowTiles.row1Panels4(a.data, a.from, b, column * depth, depth, c.data, c.from + column);
      }
    }
    for (; column + PANEL <= columns; column += PANEL) {
      if (WIDE) {
        WideTiles.row1(a.data, a.from, b, column * depth, depth, c.data, c.from + column);
      } else {
        NarrowTiles.row1(a.data, a.from, b, column * depth, depth, c.data, c.from + column);
      }
    }
    if (column < columns) {
      NarrowTiles.row1(a.data, a.from, b, column * depth, depth, c.data, c.from + column);
    }
  }

  static void multiplyBlock(
      float[] a, int from, int step, float[] b, int columns, int depth, Rows c) {
    int full = columns / PANEL * PANEL;
    for (int column = 0; column < full; column += PANEL) {
      if (WIDE) {
        WideTiles.block6(
            a, from, step, b, column * depth, depth, c.data, c.from + column, c.stride);
      } else {
        NarrowTiles.block6(
            a, from, step, b, column * depth, depth, c.data, c.from + column, c.stride);
      }
    }
    if (full < columns) {
      NarrowTiles.block6(a, from, step, b, full * depth, depth, c.data, c.from + full, c.stride);
    }
  }
}
