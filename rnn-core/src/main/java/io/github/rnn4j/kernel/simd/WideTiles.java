package io.github.rnn4j.kernel.simd;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of up to six rows and four vectors of columns, for {@link TileProduct}: 24 sums, 4 vectors
 * of B and 1 of A use 29 of 32 registers. A test, {@code WideTilesTest}, writes most of this class.
 */
final class WideTiles {
  private static final VectorSpecies<Float> S = TileProduct.S;
  private static final int LANES = TileProduct.LANES;
  private static final int WIDTH = 4 * LANES;

  private WideTiles() {}

  /**
   * Computes rows {@code first} to {@code end - 1} of one panel, in tiles of nearly equal height
   * because a tile of few rows waits for memory.
   */
  static void panel(
      Rows a, int first, int end, float[] b, int panel, int depth, Rows c, int column) {
    int tiles = (end - first + 5) / 6;
    int row = first;
    for (int tile = tiles; tile > 0; tile--) {
      int rows = (end - row + tile - 1) / tile;
      tile(
          rows,
          a.data,
          a.from + row * a.stride,
          a.stride,
          b,
          panel,
          depth,
          c.data,
          column + row * c.stride,
          c.stride);
      row += rows;
    }
  }

  private static void tile(
      int rows,
      float[] a,
      int from,
      int stride,
      float[] b,
      int panel,
      int depth,
      float[] c,
      int to,
      int row) {
    switch (rows) {
      case 6 -> rows6(a, from, stride, b, panel, depth, c, to, row);
      case 5 -> rows5(a, from, stride, b, panel, depth, c, to, row);
      case 4 -> rows4(a, from, stride, b, panel, depth, c, to, row);
      case 3 -> rows3(a, from, stride, b, panel, depth, c, to, row);
      case 2 -> rows2(a, from, stride, b, panel, depth, c, to, row);
      default -> row1(a, from, b, panel, depth, c, to);
    }
  }

  /** One row, two panels: enough independent sums to keep the processor busy. */
  static void row1Panels2(float[] a, int from, float[] b, int panel, int depth, float[] c, int to) {
    FloatVector c0 = FloatVector.fromArray(S, c, to);
    FloatVector c1 = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c2 = FloatVector.fromArray(S, c, to + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(S, c, to + 3 * LANES);
    FloatVector d0 = FloatVector.fromArray(S, c, to + WIDTH);
    FloatVector d1 = FloatVector.fromArray(S, c, to + WIDTH + LANES);
    FloatVector d2 = FloatVector.fromArray(S, c, to + WIDTH + 2 * LANES);
    FloatVector d3 = FloatVector.fromArray(S, c, to + WIDTH + 3 * LANES);
    int at = panel;
    int next = panel + depth * WIDTH;
    for (int k = 0; k < depth; k++) {
      FloatVector v = FloatVector.broadcast(S, a[from + k]);
      c0 = v.fma(FloatVector.fromArray(S, b, at), c0);
      c1 = v.fma(FloatVector.fromArray(S, b, at + 1 * LANES), c1);
      c2 = v.fma(FloatVector.fromArray(S, b, at + 2 * LANES), c2);
      c3 = v.fma(FloatVector.fromArray(S, b, at + 3 * LANES), c3);
      d0 = v.fma(FloatVector.fromArray(S, b, next), d0);
      d1 = v.fma(FloatVector.fromArray(S, b, next + 1 * LANES), d1);
      d2 = v.fma(FloatVector.fromArray(S, b, next + 2 * LANES), d2);
      d3 = v.fma(FloatVector.fromArray(S, b, next + 3 * LANES), d3);
      at += WIDTH;
      next += WIDTH;
    }
    c0.intoArray(c, to);
    c1.intoArray(c, to + LANES);
    c2.intoArray(c, to + 2 * LANES);
    c3.intoArray(c, to + 3 * LANES);
    d0.intoArray(c, to + WIDTH);
    d1.intoArray(c, to + WIDTH + LANES);
    d2.intoArray(c, to + WIDTH + 2 * LANES);
    d3.intoArray(c, to + WIDTH + 3 * LANES);
  }

  // Written by WideTilesTest from here on.

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
    int a1 = from + stride;
    int a2 = from + 2 * stride;
    int a3 = from + 3 * stride;
    int a4 = from + 4 * stride;
    int a5 = from + 5 * stride;
    FloatVector c00 = FloatVector.fromArray(S, c, to);
    FloatVector c01 = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c02 = FloatVector.fromArray(S, c, to + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(S, c, to + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, to + row);
    FloatVector c11 = FloatVector.fromArray(S, c, to + row + LANES);
    FloatVector c12 = FloatVector.fromArray(S, c, to + row + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(S, c, to + row + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(S, c, to + 2 * row);
    FloatVector c21 = FloatVector.fromArray(S, c, to + 2 * row + LANES);
    FloatVector c22 = FloatVector.fromArray(S, c, to + 2 * row + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(S, c, to + 2 * row + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(S, c, to + 3 * row);
    FloatVector c31 = FloatVector.fromArray(S, c, to + 3 * row + LANES);
    FloatVector c32 = FloatVector.fromArray(S, c, to + 3 * row + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(S, c, to + 3 * row + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(S, c, to + 4 * row);
    FloatVector c41 = FloatVector.fromArray(S, c, to + 4 * row + LANES);
    FloatVector c42 = FloatVector.fromArray(S, c, to + 4 * row + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(S, c, to + 4 * row + 3 * LANES);
    FloatVector c50 = FloatVector.fromArray(S, c, to + 5 * row);
    FloatVector c51 = FloatVector.fromArray(S, c, to + 5 * row + LANES);
    FloatVector c52 = FloatVector.fromArray(S, c, to + 5 * row + 2 * LANES);
    FloatVector c53 = FloatVector.fromArray(S, c, to + 5 * row + 3 * LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + LANES);
      FloatVector b2 = FloatVector.fromArray(S, b, at + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, b, at + 3 * LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[from + k]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      c02 = v.fma(b2, c02);
      c03 = v.fma(b3, c03);
      v = FloatVector.broadcast(S, a[a1 + k]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      c12 = v.fma(b2, c12);
      c13 = v.fma(b3, c13);
      v = FloatVector.broadcast(S, a[a2 + k]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      c22 = v.fma(b2, c22);
      c23 = v.fma(b3, c23);
      v = FloatVector.broadcast(S, a[a3 + k]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
      c32 = v.fma(b2, c32);
      c33 = v.fma(b3, c33);
      v = FloatVector.broadcast(S, a[a4 + k]);
      c40 = v.fma(b0, c40);
      c41 = v.fma(b1, c41);
      c42 = v.fma(b2, c42);
      c43 = v.fma(b3, c43);
      v = FloatVector.broadcast(S, a[a5 + k]);
      c50 = v.fma(b0, c50);
      c51 = v.fma(b1, c51);
      c52 = v.fma(b2, c52);
      c53 = v.fma(b3, c53);
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
    c03.intoArray(c, to + 3 * LANES);
    c10.intoArray(c, to + row);
    c11.intoArray(c, to + row + LANES);
    c12.intoArray(c, to + row + 2 * LANES);
    c13.intoArray(c, to + row + 3 * LANES);
    c20.intoArray(c, to + 2 * row);
    c21.intoArray(c, to + 2 * row + LANES);
    c22.intoArray(c, to + 2 * row + 2 * LANES);
    c23.intoArray(c, to + 2 * row + 3 * LANES);
    c30.intoArray(c, to + 3 * row);
    c31.intoArray(c, to + 3 * row + LANES);
    c32.intoArray(c, to + 3 * row + 2 * LANES);
    c33.intoArray(c, to + 3 * row + 3 * LANES);
    c40.intoArray(c, to + 4 * row);
    c41.intoArray(c, to + 4 * row + LANES);
    c42.intoArray(c, to + 4 * row + 2 * LANES);
    c43.intoArray(c, to + 4 * row + 3 * LANES);
    c50.intoArray(c, to + 5 * row);
    c51.intoArray(c, to + 5 * row + LANES);
    c52.intoArray(c, to + 5 * row + 2 * LANES);
    c53.intoArray(c, to + 5 * row + 3 * LANES);
  }

  /** Five rows of A, row by row. */
  private static void rows5(
      float[] a,
      int from,
      int stride,
      float[] b,
      int panel,
      int depth,
      float[] c,
      int to,
      int row) {
    int a1 = from + stride;
    int a2 = from + 2 * stride;
    int a3 = from + 3 * stride;
    int a4 = from + 4 * stride;
    FloatVector c00 = FloatVector.fromArray(S, c, to);
    FloatVector c01 = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c02 = FloatVector.fromArray(S, c, to + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(S, c, to + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, to + row);
    FloatVector c11 = FloatVector.fromArray(S, c, to + row + LANES);
    FloatVector c12 = FloatVector.fromArray(S, c, to + row + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(S, c, to + row + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(S, c, to + 2 * row);
    FloatVector c21 = FloatVector.fromArray(S, c, to + 2 * row + LANES);
    FloatVector c22 = FloatVector.fromArray(S, c, to + 2 * row + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(S, c, to + 2 * row + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(S, c, to + 3 * row);
    FloatVector c31 = FloatVector.fromArray(S, c, to + 3 * row + LANES);
    FloatVector c32 = FloatVector.fromArray(S, c, to + 3 * row + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(S, c, to + 3 * row + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(S, c, to + 4 * row);
    FloatVector c41 = FloatVector.fromArray(S, c, to + 4 * row + LANES);
    FloatVector c42 = FloatVector.fromArray(S, c, to + 4 * row + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(S, c, to + 4 * row + 3 * LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + LANES);
      FloatVector b2 = FloatVector.fromArray(S, b, at + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, b, at + 3 * LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[from + k]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      c02 = v.fma(b2, c02);
      c03 = v.fma(b3, c03);
      v = FloatVector.broadcast(S, a[a1 + k]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      c12 = v.fma(b2, c12);
      c13 = v.fma(b3, c13);
      v = FloatVector.broadcast(S, a[a2 + k]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      c22 = v.fma(b2, c22);
      c23 = v.fma(b3, c23);
      v = FloatVector.broadcast(S, a[a3 + k]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
      c32 = v.fma(b2, c32);
      c33 = v.fma(b3, c33);
      v = FloatVector.broadcast(S, a[a4 + k]);
      c40 = v.fma(b0, c40);
      c41 = v.fma(b1, c41);
      c42 = v.fma(b2, c42);
      c43 = v.fma(b3, c43);
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
    c03.intoArray(c, to + 3 * LANES);
    c10.intoArray(c, to + row);
    c11.intoArray(c, to + row + LANES);
    c12.intoArray(c, to + row + 2 * LANES);
    c13.intoArray(c, to + row + 3 * LANES);
    c20.intoArray(c, to + 2 * row);
    c21.intoArray(c, to + 2 * row + LANES);
    c22.intoArray(c, to + 2 * row + 2 * LANES);
    c23.intoArray(c, to + 2 * row + 3 * LANES);
    c30.intoArray(c, to + 3 * row);
    c31.intoArray(c, to + 3 * row + LANES);
    c32.intoArray(c, to + 3 * row + 2 * LANES);
    c33.intoArray(c, to + 3 * row + 3 * LANES);
    c40.intoArray(c, to + 4 * row);
    c41.intoArray(c, to + 4 * row + LANES);
    c42.intoArray(c, to + 4 * row + 2 * LANES);
    c43.intoArray(c, to + 4 * row + 3 * LANES);
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
    int a1 = from + stride;
    int a2 = from + 2 * stride;
    int a3 = from + 3 * stride;
    FloatVector c00 = FloatVector.fromArray(S, c, to);
    FloatVector c01 = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c02 = FloatVector.fromArray(S, c, to + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(S, c, to + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, to + row);
    FloatVector c11 = FloatVector.fromArray(S, c, to + row + LANES);
    FloatVector c12 = FloatVector.fromArray(S, c, to + row + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(S, c, to + row + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(S, c, to + 2 * row);
    FloatVector c21 = FloatVector.fromArray(S, c, to + 2 * row + LANES);
    FloatVector c22 = FloatVector.fromArray(S, c, to + 2 * row + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(S, c, to + 2 * row + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(S, c, to + 3 * row);
    FloatVector c31 = FloatVector.fromArray(S, c, to + 3 * row + LANES);
    FloatVector c32 = FloatVector.fromArray(S, c, to + 3 * row + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(S, c, to + 3 * row + 3 * LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + LANES);
      FloatVector b2 = FloatVector.fromArray(S, b, at + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, b, at + 3 * LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[from + k]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      c02 = v.fma(b2, c02);
      c03 = v.fma(b3, c03);
      v = FloatVector.broadcast(S, a[a1 + k]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      c12 = v.fma(b2, c12);
      c13 = v.fma(b3, c13);
      v = FloatVector.broadcast(S, a[a2 + k]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      c22 = v.fma(b2, c22);
      c23 = v.fma(b3, c23);
      v = FloatVector.broadcast(S, a[a3 + k]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
      c32 = v.fma(b2, c32);
      c33 = v.fma(b3, c33);
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
    c03.intoArray(c, to + 3 * LANES);
    c10.intoArray(c, to + row);
    c11.intoArray(c, to + row + LANES);
    c12.intoArray(c, to + row + 2 * LANES);
    c13.intoArray(c, to + row + 3 * LANES);
    c20.intoArray(c, to + 2 * row);
    c21.intoArray(c, to + 2 * row + LANES);
    c22.intoArray(c, to + 2 * row + 2 * LANES);
    c23.intoArray(c, to + 2 * row + 3 * LANES);
    c30.intoArray(c, to + 3 * row);
    c31.intoArray(c, to + 3 * row + LANES);
    c32.intoArray(c, to + 3 * row + 2 * LANES);
    c33.intoArray(c, to + 3 * row + 3 * LANES);
  }

  /** Three rows of A, row by row. */
  private static void rows3(
      float[] a,
      int from,
      int stride,
      float[] b,
      int panel,
      int depth,
      float[] c,
      int to,
      int row) {
    int a1 = from + stride;
    int a2 = from + 2 * stride;
    FloatVector c00 = FloatVector.fromArray(S, c, to);
    FloatVector c01 = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c02 = FloatVector.fromArray(S, c, to + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(S, c, to + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, to + row);
    FloatVector c11 = FloatVector.fromArray(S, c, to + row + LANES);
    FloatVector c12 = FloatVector.fromArray(S, c, to + row + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(S, c, to + row + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(S, c, to + 2 * row);
    FloatVector c21 = FloatVector.fromArray(S, c, to + 2 * row + LANES);
    FloatVector c22 = FloatVector.fromArray(S, c, to + 2 * row + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(S, c, to + 2 * row + 3 * LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + LANES);
      FloatVector b2 = FloatVector.fromArray(S, b, at + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, b, at + 3 * LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[from + k]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      c02 = v.fma(b2, c02);
      c03 = v.fma(b3, c03);
      v = FloatVector.broadcast(S, a[a1 + k]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      c12 = v.fma(b2, c12);
      c13 = v.fma(b3, c13);
      v = FloatVector.broadcast(S, a[a2 + k]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      c22 = v.fma(b2, c22);
      c23 = v.fma(b3, c23);
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
    c03.intoArray(c, to + 3 * LANES);
    c10.intoArray(c, to + row);
    c11.intoArray(c, to + row + LANES);
    c12.intoArray(c, to + row + 2 * LANES);
    c13.intoArray(c, to + row + 3 * LANES);
    c20.intoArray(c, to + 2 * row);
    c21.intoArray(c, to + 2 * row + LANES);
    c22.intoArray(c, to + 2 * row + 2 * LANES);
    c23.intoArray(c, to + 2 * row + 3 * LANES);
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
    int a1 = from + stride;
    FloatVector c00 = FloatVector.fromArray(S, c, to);
    FloatVector c01 = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c02 = FloatVector.fromArray(S, c, to + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(S, c, to + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, to + row);
    FloatVector c11 = FloatVector.fromArray(S, c, to + row + LANES);
    FloatVector c12 = FloatVector.fromArray(S, c, to + row + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(S, c, to + row + 3 * LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + LANES);
      FloatVector b2 = FloatVector.fromArray(S, b, at + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, b, at + 3 * LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[from + k]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      c02 = v.fma(b2, c02);
      c03 = v.fma(b3, c03);
      v = FloatVector.broadcast(S, a[a1 + k]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      c12 = v.fma(b2, c12);
      c13 = v.fma(b3, c13);
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
    c03.intoArray(c, to + 3 * LANES);
    c10.intoArray(c, to + row);
    c11.intoArray(c, to + row + LANES);
    c12.intoArray(c, to + row + 2 * LANES);
    c13.intoArray(c, to + row + 3 * LANES);
  }

  /** One row of A, row by row. */
  static void row1(float[] a, int from, float[] b, int panel, int depth, float[] c, int to) {
    FloatVector c00 = FloatVector.fromArray(S, c, to);
    FloatVector c01 = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c02 = FloatVector.fromArray(S, c, to + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(S, c, to + 3 * LANES);
    int at = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + LANES);
      FloatVector b2 = FloatVector.fromArray(S, b, at + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, b, at + 3 * LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[from + k]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      c02 = v.fma(b2, c02);
      c03 = v.fma(b3, c03);
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
    c03.intoArray(c, to + 3 * LANES);
  }

  /** Six rows of A, column by column. */
  static void block6(
      float[] a, int from, int step, float[] b, int panel, int depth, float[] c, int to, int row) {
    FloatVector c00 = FloatVector.fromArray(S, c, to);
    FloatVector c01 = FloatVector.fromArray(S, c, to + LANES);
    FloatVector c02 = FloatVector.fromArray(S, c, to + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(S, c, to + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, to + row);
    FloatVector c11 = FloatVector.fromArray(S, c, to + row + LANES);
    FloatVector c12 = FloatVector.fromArray(S, c, to + row + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(S, c, to + row + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(S, c, to + 2 * row);
    FloatVector c21 = FloatVector.fromArray(S, c, to + 2 * row + LANES);
    FloatVector c22 = FloatVector.fromArray(S, c, to + 2 * row + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(S, c, to + 2 * row + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(S, c, to + 3 * row);
    FloatVector c31 = FloatVector.fromArray(S, c, to + 3 * row + LANES);
    FloatVector c32 = FloatVector.fromArray(S, c, to + 3 * row + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(S, c, to + 3 * row + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(S, c, to + 4 * row);
    FloatVector c41 = FloatVector.fromArray(S, c, to + 4 * row + LANES);
    FloatVector c42 = FloatVector.fromArray(S, c, to + 4 * row + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(S, c, to + 4 * row + 3 * LANES);
    FloatVector c50 = FloatVector.fromArray(S, c, to + 5 * row);
    FloatVector c51 = FloatVector.fromArray(S, c, to + 5 * row + LANES);
    FloatVector c52 = FloatVector.fromArray(S, c, to + 5 * row + 2 * LANES);
    FloatVector c53 = FloatVector.fromArray(S, c, to + 5 * row + 3 * LANES);
    int at = panel;
    int in = from;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + LANES);
      FloatVector b2 = FloatVector.fromArray(S, b, at + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(S, b, at + 3 * LANES);
      at += WIDTH;
      FloatVector v = FloatVector.broadcast(S, a[in]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      c02 = v.fma(b2, c02);
      c03 = v.fma(b3, c03);
      v = FloatVector.broadcast(S, a[in + 1]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      c12 = v.fma(b2, c12);
      c13 = v.fma(b3, c13);
      v = FloatVector.broadcast(S, a[in + 2]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      c22 = v.fma(b2, c22);
      c23 = v.fma(b3, c23);
      v = FloatVector.broadcast(S, a[in + 3]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
      c32 = v.fma(b2, c32);
      c33 = v.fma(b3, c33);
      v = FloatVector.broadcast(S, a[in + 4]);
      c40 = v.fma(b0, c40);
      c41 = v.fma(b1, c41);
      c42 = v.fma(b2, c42);
      c43 = v.fma(b3, c43);
      v = FloatVector.broadcast(S, a[in + 5]);
      c50 = v.fma(b0, c50);
      c51 = v.fma(b1, c51);
      c52 = v.fma(b2, c52);
      c53 = v.fma(b3, c53);
      in += step;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c02.intoArray(c, to + 2 * LANES);
    c03.intoArray(c, to + 3 * LANES);
    c10.intoArray(c, to + row);
    c11.intoArray(c, to + row + LANES);
    c12.intoArray(c, to + row + 2 * LANES);
    c13.intoArray(c, to + row + 3 * LANES);
    c20.intoArray(c, to + 2 * row);
    c21.intoArray(c, to + 2 * row + LANES);
    c22.intoArray(c, to + 2 * row + 2 * LANES);
    c23.intoArray(c, to + 2 * row + 3 * LANES);
    c30.intoArray(c, to + 3 * row);
    c31.intoArray(c, to + 3 * row + LANES);
    c32.intoArray(c, to + 3 * row + 2 * LANES);
    c33.intoArray(c, to + 3 * row + 3 * LANES);
    c40.intoArray(c, to + 4 * row);
    c41.intoArray(c, to + 4 * row + LANES);
    c42.intoArray(c, to + 4 * row + 2 * LANES);
    c43.intoArray(c, to + 4 * row + 3 * LANES);
    c50.intoArray(c, to + 5 * row);
    c51.intoArray(c, to + 5 * row + LANES);
    c52.intoArray(c, to + 5 * row + 2 * LANES);
    c53.intoArray(c, to + 5 * row + 3 * LANES);
  }
}
