package io.github.rnn4j.kernel.simd;

import io.github.rnn4j.kernel.arithmetic.CellArrays;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The arithmetic between the activation functions of one token of an LSTM or a GRU. */
final class GateVectors {
  private static final VectorSpecies<Float> S = TileProduct.S;
  private static final int LANES = S.length();

  private GateVectors() {}

  private static FloatVector withoutFaded(FloatVector error) {
    return error.blend(0f, error.abs().compare(VectorOperators.LT, FloatArithmetic.FADED));
  }

  private static FloatVector at(float[] array, int index) {
    return FloatVector.fromArray(S, array, index);
  }

  /** {@code s (1 - s)}. */
  private static FloatVector sigmoidSlope(FloatVector s) {
    return s.sub(s.mul(s));
  }

  /** {@code 1 - t^2}. */
  private static FloatVector tanhSlope(FloatVector t) {
    return FloatVector.broadcast(S, 1f).sub(t.mul(t));
  }

  /** {@code c_t = f c_(t-1) + i g}. */
  static void lstmCellState(CellArrays a, int gates, int before, int after) {
    float[] z = a.gates;
    float[] c = a.cell;
    int width = a.width;
    for (int j = 0; j < width; j += LANES) {
      FloatVector g = at(z, gates + j);
      FloatVector f = at(z, gates + width + j);
      FloatVector i = at(z, gates + 3 * width + j);
      i.fma(g, f.mul(at(c, before + j))).intoArray(c, after + j);
    }
  }

  /** {@code h_t = o tanh(c_t)}. */
  static void lstmHiddenState(CellArrays a, int output, int row, int after) {
    float[] z = a.gates;
    float[] tanhCell = a.tanhCell;
    float[] h = a.hidden;
    for (int j = 0; j < a.width; j += LANES) {
      at(z, output + j).mul(at(tanhCell, row + j)).intoArray(h, after + j);
    }
  }

  static void lstmBackward(CellArrays a, int segment, int token, int before) {
    float[] z = a.gates;
    float[] cellError = a.cellError;
    int width = a.width;
    int error = (a.segments + token) * width;
    for (int j = 0; j < width; j += LANES) {
      int gate = token * a.gateStride + j;
      FloatVector g = at(z, gate);
      FloatVector f = at(z, gate + width);
      FloatVector o = at(z, gate + 2 * width);
      FloatVector i = at(z, gate + 3 * width);
      FloatVector tanhCell = at(a.tanhCell, token * width + j);
      FloatVector dh = at(a.hiddenError, error + j);
      FloatVector dc = dh.mul(o).fma(tanhSlope(tanhCell), at(cellError, segment * width + j));
      withoutFaded(dc.mul(f)).intoArray(cellError, segment * width + j);
      FloatVector dg = dc.mul(i).mul(tanhSlope(g));
      FloatVector df = dc.mul(at(a.cell, before * width + j)).mul(sigmoidSlope(f));
      FloatVector dOutput = dh.mul(tanhCell).mul(sigmoidSlope(o));
      FloatVector di = dc.mul(g).mul(sigmoidSlope(i));
      withoutFaded(dg).intoArray(z, gate);
      withoutFaded(df).intoArray(z, gate + width);
      withoutFaded(dOutput).intoArray(z, gate + 2 * width);
      withoutFaded(di).intoArray(z, gate + 3 * width);
    }
  }

  /** {@code n + r u}. */
  static void gruNewSum(CellArrays a, int gates) {
    float[] z = a.gates;
    int width = a.width;
    for (int j = 0; j < width; j += LANES) {
      FloatVector r = at(z, gates + width + j);
      FloatVector u = at(z, gates + 3 * width + j);
      r.fma(u, at(z, gates + j)).intoArray(z, gates + j);
    }
  }

  /** {@code h_t = n + z (h_(t-1) - n)}. */
  static void gruHiddenState(CellArrays a, int gates, int before, int after) {
    float[] h = a.hidden;
    int width = a.width;
    for (int j = 0; j < width; j += LANES) {
      FloatVector n = at(a.gates, gates + j);
      FloatVector z = at(a.gates, gates + 2 * width + j);
      z.fma(at(h, before + j).sub(n), n).intoArray(h, after + j);
    }
  }

  static void gruBackward(CellArrays a, int token, int rowBefore) {
    float[] g = a.gates;
    float[] errors = a.hiddenError;
    int width = a.width;
    for (int j = 0; j < width; j += LANES) {
      int gate = token * a.gateStride + j;
      FloatVector n = at(g, gate);
      FloatVector r = at(g, gate + width);
      FloatVector z = at(g, gate + 2 * width);
      FloatVector u = at(g, gate + 3 * width);
      FloatVector dh = at(errors, (a.segments + token) * width + j);
      FloatVector dhz = dh.mul(z);
      FloatVector dn = withoutFaded(dh.sub(dhz).mul(tanhSlope(n)));
      FloatVector dr = dn.mul(u).mul(sigmoidSlope(r));
      FloatVector dz = dh.mul(at(a.hidden, rowBefore * width + j).sub(n)).mul(sigmoidSlope(z));
      dn.intoArray(g, gate);
      withoutFaded(dr).intoArray(g, gate + width);
      withoutFaded(dz).intoArray(g, gate + 2 * width);
      withoutFaded(dn.mul(r)).intoArray(g, gate + 3 * width);
      FloatVector before = at(errors, rowBefore * width + j);
      withoutFaded(dhz.add(before)).intoArray(errors, rowBefore * width + j);
    }
  }
}
