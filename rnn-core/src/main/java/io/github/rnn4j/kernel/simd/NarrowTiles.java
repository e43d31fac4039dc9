package io.github.rnn4j.kernel.simd;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of up to six rows and two vectors of columns, for {@link TileProduct}: 12 sums, 2 vectors
 * of B and 1 of A use 15 of 16 registers.
 */
final class NarrowTiles {
  private static final VectorSpecies<Float> S = TileProduct.S;
  private static final int LANES = TileProduct.LANES;
  private static final int WIDTH = 2 * LANES;

  private NarrowTiles() {}

  /** Computes rows {@code first} to {@code end - 1} of one panel. */
  static void panel(
      Rows a, int first, int end, float[] b, int panel, int depth, Rows c, int column) {
    int as = a.stride;
    int cs = c.stride;
    int row = first;
    for (; row + 6 <= end; row += 6) {
      rows6(a.data, a.from + row * as, as, b, panel, depth, c.data, column + row * cs, cs);
    }
    if (row + 4 <= end) {
      rows4(a.data, a.from + row * as, as, b, panel, depth, c.data, column + row * cs, cs);
      row += 4;
    }
    if (row + 2 <= end) {
      rows2(a.data, a.from + row * as, as, b, panel, depth, c.data, column + row * cs, cs);
      row += 2;
    }
    if (row < end) {
      row1(a.data, a.from + row * as, b, panel, depth, c.data, column + row * cs);
    }
  }

  /** Six rows of A, row by row. */
  private static void rows6(
      float[] a,
      int from,
      int stride,
      float[] b,
      int panel,
      int depth,
      float[] c,
      int to,
      int row) {
    int a0 = from;
    int a1 = from + stride;
    int a2 = from + 2 * stride;
    int a3 = from + 3 * stride;
    int a4 = from + 4 * stride;
    int a5 = from + 5 * stride;
    FloatVector c0l = FloatVector.fromArray(S, c, to);
    FloatVector c0r = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c1l = FloatVector.fromArray(S, c, to + row);
    FloatVector c1r = FloatVector.fromArray(S, c, to + row + LANES);
    FloatVector c2l = FloatVector.fromArray(S, c, to + 2 * row);
    FloatVector c2r = FloatVector.fromArray(S, c, to + 2 * row + LANES);
    FloatVector c3l = FloatVector.fromArray(S, c, to + 3 * row);
    FloatVector c3r = FloatVector.fromArray(S, c, to + 3 * row + LANES);
    FloatVector c4l = FloatVector.fromArray(S, c, to + 4 * row);
    FloatVector c4r = FloatVector.fromArray(S, c, to + 4 * row + LANES);
    FloatVector c5l = FloatVector.fromArray(S, c, to + 5 * row);
    FloatVector c5r = FloatVector.fromArray(S, c, to + 5 * row + LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector left = FloatVector.fromArray(S, b, at);
      FloatVector right = FloatVector.fromArray(S, b, at + LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[a0 + k]);
      c0l = v.fma(left, c0l);
      c0r = v.fma(right, c0r);
      v = FloatVector.broadcast(S, a[a1 + k]);
      c1l = v.fma(left, c1l);
      c1r = v.fma(right, c1r);
      v = FloatVector.broadcast(S, a[a2 + k]);
      c2l = v.fma(left, c2l);
      c2r = v.fma(right, c2r);
      v = FloatVector.broadcast(S, a[a3 + k]);
      c3l = v.fma(left, c3l);
      c3r = v.fma(right, c3r);
      v = FloatVector.broadcast(S, a[a4 + k]);
      c4l = v.fma(left, c4l);
      c4r = v.fma(right, c4r);
      v = FloatVector.broadcast(S, a[a5 + k]);
      c5l = v.fma(left, c5l);
      c5r = v.fma(right, c5r);
    }
    c0l.intoArray(c, to);
    c0r.intoArray(c, to + LANES);
    c1l.intoArray(c, to + row);
    c1r.intoArray(c, to + row + LANES);
    c2l.intoArray(c, to + 2 * row);
    c2r.intoArray(c, to + 2 * row + LANES);
    c3l.intoArray(c, to + 3 * row);
    c3r.intoArray(c, to + 3 * row + LANES);
    c4l.intoArray(c, to + 4 * row);
    c4r.intoArray(c, to + 4 * row + LANES);
    c5l.intoArray(c, to + 5 * row);
    c5r.intoArray(c, to + 5 * row + LANES);
  }

  /** Four rows of A, row by row. */
  private static void rows4(
      float[] a,
      int from,
      int stride,
      float[] b,
      int panel,
      int depth,
      float[] c,
      int to,
      int row) {
    int a0 = from;
    int a1 = from + stride;
    int a2 = from + 2 * stride;
    int a3 = from + 3 * stride;
    FloatVector c0l = FloatVector.fromArray(S, c, to);
    FloatVector c0r = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c1l = FloatVector.fromArray(S, c, to + row);
    FloatVector c1r = FloatVector.fromArray(S, c, to + row + LANES);
    FloatVector c2l = FloatVector.fromArray(S, c, to + 2 * row);
    FloatVector c2r = FloatVector.fromArray(S, c, to + 2 * row + LANES);
    FloatVector c3l = FloatVector.fromArray(S, c, to + 3 * row);
    FloatVector c3r = FloatVector.fromArray(S, c, to + 3 * row + LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector left = FloatVector.fromArray(S, b, at);
      FloatVector right = FloatVector.fromArray(S, b, at + LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[a0 + k]);
      c0l = v.fma(left, c0l);
      c0r = v.fma(right, c0r);
      v = FloatVector.broadcast(S, a[a1 + k]);
      c1l = v.fma(left, c1l);
      c1r = v.fma(right, c1r);
      v = FloatVector.broadcast(S, a[a2 + k]);
      c2l = v.fma(left, c2l);
      c2r = v.fma(right, c2r);
      v = FloatVector.broadcast(S, a[a3 + k]);
      c3l = v.fma(left, c3l);
      c3r = v.fma(right, c3r);
    }
    c0l.intoArray(c, to);
    c0r.intoArray(c, to + LANES);
    c1l.intoArray(c, to + row);
    c1r.intoArray(c, to + row + LANES);
    c2l.intoArray(c, to + 2 * row);
    c2r.intoArray(c, to + 2 * row + LANES);
    c3l.intoArray(c, to + 3 * row);
    c3r.intoArray(c, to + 3 * row + LANES);
  }

  /** Two rows of A, row by row. */
  private static void rows2(
      float[] a,
      int from,
      int stride,
      float[] b,
      int panel,
      int depth,
      float[] c,
      int to,
      int row) {
    int a0 = from;
    int a1 = from + stride;
    FloatVector c0l = FloatVector.fromArray(S, c, to);
    FloatVector c0r = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c1l = FloatVector.fromArray(S, c, to + row);
    FloatVector c1r = FloatVector.fromArray(S, c, to + row + LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector left = FloatVector.fromArray(S, b, at);
      FloatVector right = FloatVector.fromArray(S, b, at + LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[a0 + k]);
      c0l = v.fma(left, c0l);
      c0r = v.fma(right, c0r);
      v = FloatVector.broadcast(S, a[a1 + k]);
      c1l = v.fma(left, c1l);
      c1r = v.fma(right, c1r);
    }
    c0l.intoArray(c, to);
    c0r.intoArray(c, to + LANES);
    c1l.intoArray(c, to + row);
    c1r.intoArray(c, to + row + LANES);
  }

  /** One row of A. */
  static void row1(float[] a, int from, float[] b, int panel, int depth, float[] c, int to) {
    FloatVector c0l = FloatVector.fromArray(S, c, to);
    FloatVector c0r = FloatVector.fromArray(S, c, to + LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector left = FloatVector.fromArray(S, b, at);
      FloatVector right = FloatVector.fromArray(S, b, at + LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[from + k]);
      c0l = v.fma(left, c0l);
      c0r = v.fma(right, c0r);
    }
    c0l.intoArray(c, to);
    c0r.intoArray(c, to + LANES);
  }

  /** One row, four panels: enough independent sums to keep the processor busy. */
  static void row1Panels4(float[] a, int from, float[] b, int panel, int depth, float[] c, int to) {
    int next = depth * WIDTH;
    FloatVector c0l = FloatVector.fromArray(S, c, to);
    FloatVector c0r = FloatVector.fromArray(S, c, to + 1 * LANES);
    FloatVector c1l = FloatVector.fromArray(S, c, to + 2 * LANES);
    FloatVector c1r = FloatVector.fromArray(S, c, to + 3 * LANES);
    FloatVector c2l = FloatVector.fromArray(S, c, to + 4 * LANES);
    FloatVector c2r = FloatVector.fromArray(S, c, to + 5 * LANES);
    FloatVector c3l = FloatVector.fromArray(S, c, to + 6 * LANES);
    FloatVector c3r = FloatVector.fromArray(S, c, to + 7 * LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector v = FloatVector.broadcast(S, a[from + k]);
      c0l = v.fma(FloatVector.fromArray(S, b, at), c0l);
      c0r = v.fma(FloatVector.fromArray(S, b, at + LANES), c0r);
      c1l = v.fma(FloatVector.fromArray(S, b, at + next), c1l);
      c1r = v.fma(FloatVector.fromArray(S, b, at + next + LANES), c1r);
      c2l = v.fma(FloatVector.fromArray(S, b, at + 2 * next), c2l);
      c2r = v.fma(FloatVector.fromArray(S, b, at + 2 * next + LANES), c2r);
      c3l = v.fma(FloatVector.fromArray(S, b, at + 3 * next), c3l);
      c3r = v.fma(FloatVector.fromArray(S, b, at + 3 * next + LANES), c3r);
      at += WIDTH;
    }
    c0l.intoArray(c, to);
    c0r.intoArray(c, to + 1 * LANES);
    c1l.intoArray(c, to + 2 * LANES);
    c1r.intoArray(c, to + 3 * LANES);
    c2l.intoArray(c, to + 4 * LANES);
    c2r.intoArray(c, to + 5 * LANES);
    c3l.intoArray(c, to + 6 * LANES);
    c3r.intoArray(c, to + 7 * LANES);
  }

  /** Six rows of A, column by column. */
  static void block6(
      float[] a, int from, int step, float[] b, int panel, int depth, float[] c, int to, int row) {
    FloatVector c0l = FloatVector.fromArray(S, c, to);
    FloatVector c0r = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c1l = FloatVector.fromArray(S, c, to + row);
    FloatVector c1r = FloatVector.fromArray(S, c, to + row + LANES);
    FloatVector c2l = FloatVector.fromArray(S, c, to + 2 * row);
    FloatVector c2r = FloatVector.fromArray(S, c, to + 2 * row + LANES);
    FloatVector c3l = FloatVector.fromArray(S, c, to + 3 * row);
    FloatVector c3r = FloatVector.fromArray(S, c, to + 3 * row + LANES);
    FloatVector c4l = FloatVector.fromArray(S, c, to + 4 * row);
    FloatVector c4r = FloatVector.fromArray(S, c, to + 4 * row + LANES);
    FloatVector c5l = FloatVector.fromArray(S, c, to + 5 * row);
    FloatVector c5r = FloatVector.fromArray(S, c, to + 5 * row + LANES);
    int at = panel;
    int in = from;
    for (int k = 0; k < depth; k++) {
      FloatVector left = FloatVector.fromArray(S, b, at);
      FloatVector right = FloatVector.fromArray(S, b, at + LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[in]);
      c0l = v.fma(left, c0l);
      c0r = v.fma(right, c0r);
      v = FloatVector.broadcast(S, a[in + 1]);
      c1l = v.fma(left, c1l);
      c1r = v.fma(right, c1r);
      v = FloatVector.broadcast(S, a[in + 2]);
      c2l = v.fma(left, c2l);
      c2r = v.fma(right, c2r);
      v = FloatVector.broadcast(S, a[in + 3]);
      c3l = v.fma(left, c3l);
      c3r = v.fma(right, c3r);
      v = FloatVector.broadcast(S, a[in + 4]);
      c4l = v.fma(left, c4l);
      c4r = v.fma(right, c4r);
      v = FloatVector.broadcast(S, a[in + 5]);
      c5l = v.fma(left, c5l);
      c5r = v.fma(right, c5r);
      in += step;
    }
    c0l.intoArray(c, to);
    c0r.intoArray(c, to + LANES);
    c1l.intoArray(c, to + row);
    c1r.intoArray(c, to + row + LANES);
    c2l.intoArray(c, to + 2 * row);
    c2r.intoArray(c, to + 2 * row + LANES);
    c3l.intoArray(c, to + 3 * row);
    c3r.intoArray(c, to + 3 * row + LANES);
    c4l.intoArray(c, to + 4 * row);
    c4r.intoArray(c, to + 4 * row + LANES);
    c5l.intoArray(c, to + 5 * row);
    c5r.intoArray(c, to + 5 * row + LANES);
  }
}
