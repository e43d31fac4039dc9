package io.github.rnn4j.kernel.simd;

import io.github.rnn4j.kernel.arithmetic.CellArrays;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatArithmetic} in the widest vectors that the processor prefers.
 *
 * <p>Exponential and hyperbolic tangent are those of S. Moshier's Cephes library ({@code expf},
 * {@code tanhf}; <a href="https://www.netlib.org/cephes/">netlib.org/cephes</a>): reduction by
 * powers of two with {@code ln 2} in two parts, and a polynomial on what is left.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // digits as published
public final class VectorArithmetic implements FloatArithmetic {
  /** What the log and the system property call it. */
  public static final String NAME = "vector";

  private static final VectorSpecies<Float> S = TileProduct.S;
  private static final int LANES = S.length();

  /** Adding and subtracting this rounds to the nearest whole number: {@code 1.5 * 2^23}. */
  private static final float ROUND = 12_582_912f;

  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;

  /** {@code exp} of more is infinite; of less than its negative nearly 0. */
  private static final float LARGEST_EXPONENT = 88f;

  /** Below this, tanh is a polynomial; above, it comes from the exponential. */
  private static final float TANH_SMALL = 0.625f;

  /** For whoever has found the module {@code jdk.incubator.vector}. */
  public VectorArithmetic() {}

  @Override
  public String name() {
    return NAME;
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
    for (int block = 0; block < blocks; block++) {
      int from = matrix.from + block * rows;
      int place = block * rows * depth;
      for (int k = 0; k < depth; k++) {
        // What a long vector writes too much is overwritten next, or is slack.
        for (int j = 0; j < rows; j += LANES) {
          FloatVector.fromArray(S, matrix.data, from + j).intoArray(to, place + j);
        }
        from += matrix.stride;
        place += rows;
      }
    }
  }

  @Override
  public void multiplyBlock(
      float[] block, int from, int step, float[] panels, int columns, int depth, Rows c) {
    TileProduct.multiplyBlock(block, from, step, panels, columns, depth, c);
  }

  @Override
  public void sigmoid(float[] x, int from, int count) {
    for (int i = from; i < from + count; i += LANES) {
      FloatVector e = exp(FloatVector.fromArray(S, x, i).neg());
      FloatVector.broadcast(S, 1f).div(e.add(1f)).intoArray(x, i);
    }
  }

  @Override
  public void tanh(float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, from + i);
      FloatVector e = exp(v.add(v));
      FloatVector large =
          FloatVector.broadcast(S, 1f).sub(FloatVector.broadcast(S, 2f).div(e.add(1f)));
      VectorMask<Float> isSmall = v.abs().compare(VectorOperators.LT, TANH_SMALL);
      large.blend(smallTanh(v), isSmall).intoArray(y, to + i);
    }
  }

  private static FloatVector smallTanh(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector p = FloatVector.broadcast(S, -5.70498872745e-3f);
    p = p.fma(z, FloatVector.broadcast(S, 2.06390887954e-2f));
    p = p.fma(z, FloatVector.broadcast(S, -5.37397155531e-2f));
    p = p.fma(z, FloatVector.broadcast(S, 1.33314422036e-1f));
    p = p.fma(z, FloatVector.broadcast(S, -3.33332819422e-1f));
    return p.mul(z).fma(x, x);
  }

  /** Exponential; not a number stays so. */
  private static FloatVector exp(FloatVector argument) {
    FloatVector x = argument.min(LARGEST_EXPONENT).max(1 - LARGEST_EXPONENT);
    FloatVector shifted = x.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), x);
    r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
    FloatVector p = FloatVector.broadcast(S, 1.9875691500e-4f);
    p = p.fma(r, FloatVector.broadcast(S, 1.3981999507e-3f));
    p = p.fma(r, FloatVector.broadcast(S, 8.3334519073e-3f));
    p = p.fma(r, FloatVector.broadcast(S, 4.1665795894e-2f));
    p = p.fma(r, FloatVector.broadcast(S, 1.6666665459e-1f));
    p = p.fma(r, FloatVector.broadcast(S, 0.5f));
    FloatVector fraction = p.mul(r).fma(r, r.add(1f));
    // the low bits of the shifted number are n: move them into the exponent
    IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23);
    return fraction.mul(power.reinterpretAsFloats());
  }

  @Override
  public void add(float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector.fromArray(S, x, from + i)
          .add(FloatVector.fromArray(S, y, to + i))
          .intoArray(y, to + i);
    }
  }

  @Override
  public void lstmForward(CellArrays a, int live, int token, int before) {
    int width = a.width;
    for (int r = 0; r < live; r++) {
      int gates = (token + r) * a.gateStride;
      tanh(a.gates, gates, a.gates, gates, width);
      sigmoid(a.gates, gates + width, 3 * width);
      int after = (a.segments + token + r) * width;
      GateVectors.lstmCellState(a, gates, (before + r) * width, after);
      int row = (token + r) * width;
      tanh(a.cell, after, a.tanhCell, row, width);
      GateVectors.lstmHiddenState(a, gates + 2 * width, row, after);
    }
  }

  @Override
  public void lstmBackward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      GateVectors.lstmBackward(a, r, token + r, before + r);
    }
  }

  @Override
  public void gruForward(CellArrays a, int live, int token, int before) {
    int width = a.width;
    for (int r = 0; r < live; r++) {
      int gates = (token + r) * a.gateStride;
      sigmoid(a.gates, gates + width, 2 * width);
      GateVectors.gruNewSum(a, gates);
      tanh(a.gates, gates, a.gates, gates, width);
      GateVectors.gruHiddenState(a, gates, (before + r) * width, (a.segments + token + r) * width);
    }
  }

  @Override
  public void gruBackward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      GateVectors.gruBackward(a, token + r, before + r);
    }
  }
}
