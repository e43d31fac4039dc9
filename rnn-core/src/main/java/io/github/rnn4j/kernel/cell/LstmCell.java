package io.github.rnn4j.kernel.cell;

import static io.github.rnn4j.kernel.arithmetic.PlainFunctions.FADING;
import static io.github.rnn4j.kernel.arithmetic.PlainFunctions.sigmoid;
import static io.github.rnn4j.kernel.arithmetic.PlainFunctions.tanh;
import static io.github.rnn4j.kernel.simd.VectorFunctions.sigmoid;
import static io.github.rnn4j.kernel.simd.VectorFunctions.sigmoidSlope;
import static io.github.rnn4j.kernel.simd.VectorFunctions.tanh;
import static io.github.rnn4j.kernel.simd.VectorFunctions.tanhSlope;

import jdk.incubator.vector.FloatVector;

/**
 * The LSTM with a forget gate and without peepholes (F. Gers, J. Schmidhuber, F. Cummins, 2000,
 * <i>Learning to Forget: Continual Prediction with LSTM</i>, Neural Computation 12, <a
 * href="https://doi.org/10.1162/089976600300015015">doi:10.1162/089976600300015015</a>).
 *
 * <p>The gates initially hold the blocks of {@code x_t W + h_(t-1) RW + b}: g (block input), f
 * (forget), o (output) and i (input).
 *
 * <pre>{@code
 * g = tanh(g), f = sigmoid(f), o = sigmoid(o), i = sigmoid(i)
 * c_t = f c_(t-1) + i g
 * h_t = o tanh(c_t)
 * }</pre>
 *
 * <p>In the backward pass, {@code dh} and {@code dc} are the gradients with respect to {@code h_t}
 * and {@code c_t}, and the gradients with respect to the weighted sums replace the gates.
 *
 * <pre>{@code
 * dc = dc + dh o (1 - tanh(c_t)^2)
 * dc_(t-1) = dc f
 * dg = dc i (1 - g^2)
 * df = dc c_(t-1) f (1 - f)
 * do = dh tanh(c_t) o (1 - o)
 * di = dc g i (1 - i)
 * }</pre>
 */
final class LstmCell {

  private LstmCell() {}

  /** The cell in plain loops. */
  static final class Plain extends PlainCell {
    @Override
    void forward(CellArrays a, TokenPlaces at, int count, Copies copies) {
      float[] g = copies.gates[0];
      float[] f = copies.gates[1];
      float[] o = copies.gates[2];
      float[] i = copies.gates[3];
      float[] c = copies.states[0];
      readGates(a, at, count, copies.gates);
      read(a.cell, at.before, c, count);
      tanh(g, count);
      sigmoid(f, count);
      sigmoid(o, count);
      sigmoid(i, count);
      for (int j = 0; j < count; j++) {
        c[j] = f[j] * c[j] + i[j] * g[j];
      }
      writeGates(copies.gates, a, at, count);
      write(c, a.cell, at.after, count);
      float[] tanhC = c;
      tanh(tanhC, count);
      write(tanhC, a.tanhCell, at.token, count);
      float[] h = copies.states[1];
      for (int j = 0; j < count; j++) {
        h[j] = o[j] * tanhC[j];
      }
      write(h, a.hidden, at.after, count);
    }

    @Override
    void backward(CellArrays a, TokenPlaces at, int count, Copies copies) {
      float[] g = copies.gates[0];
      float[] f = copies.gates[1];
      float[] o = copies.gates[2];
      float[] i = copies.gates[3];
      float[] cBefore = copies.states[0];
      float[] tanhC = copies.states[1];
      float[] dh = copies.states[2];
      float[] dc = copies.states[3];
      readGates(a, at, count, copies.gates);
      read(a.cell, at.before, cBefore, count);
      read(a.tanhCell, at.token, tanhC, count);
      read(a.hiddenError, at.after, dh, count);
      read(a.cellError, at.segment, dc, count);
      float[] dcBefore = copies.states[4];
      float[] dg = copies.gateErrors[0];
      float[] df = copies.gateErrors[1];
      float[] dO = copies.gateErrors[2];
      float[] di = copies.gateErrors[3];
      for (int j = 0; j < count; j++) {
        dc[j] += dh[j] * o[j] * (1 - tanhC[j] * tanhC[j]);
      }
      for (int j = 0; j < count; j++) {
        dcBefore[j] = dc[j] * f[j] + FADING - FADING;
      }
      for (int j = 0; j < count; j++) {
        dg[j] = dc[j] * i[j] * (1 - g[j] * g[j]) + FADING - FADING;
      }
      for (int j = 0; j < count; j++) {
        df[j] = dc[j] * cBefore[j] * (f[j] - f[j] * f[j]) + FADING - FADING;
      }
      for (int j = 0; j < count; j++) {
        dO[j] = dh[j] * tanhC[j] * (o[j] - o[j] * o[j]) + FADING - FADING;
      }
      for (int j = 0; j < count; j++) {
        di[j] = dc[j] * g[j] * (i[j] - i[j] * i[j]) + FADING - FADING;
      }
      write(dcBefore, a.cellError, at.segment, count);
      writeGates(copies.gateErrors, a, at, count);
    }
  }

  /**
   * The cell in vector instructions. Each loop is a separate method because Java would not compile
   * them well in one.
   */
  static final class Vector extends VectorCell {
    @Override
    void forward(CellArrays a, TokenPlaces at) {
      tanh(a.gates, at.gates, a.gates, at.gates, a.width); // g
      sigmoid(a.gates, at.gates + a.width, 3 * a.width); // f o i
      cellState(a, at.gates, at.before, at.after);
      tanh(a.cell, at.after, a.tanhCell, at.token, a.width);
      hiddenState(a, at.gates, at.token, at.after);
    }

    private static void cellState(CellArrays a, int gates, int before, int after) {
      int width = a.width;
      for (int j = 0; j < width; j += LANES) {
        FloatVector g = read(a.gates, gates + j);
        FloatVector f = read(a.gates, gates + width + j);
        FloatVector i = read(a.gates, gates + 3 * width + j);
        FloatVector cBefore = read(a.cell, before + j);
        FloatVector c = i.fma(g, f.mul(cBefore));
        c.intoArray(a.cell, after + j);
      }
    }

    private static void hiddenState(CellArrays a, int gates, int token, int after) {
      int width = a.width;
      for (int j = 0; j < width; j += LANES) {
        FloatVector o = read(a.gates, gates + 2 * width + j);
        FloatVector tanhC = read(a.tanhCell, token + j);
        FloatVector h = o.mul(tanhC);
        h.intoArray(a.hidden, after + j);
      }
    }

    @Override
    void backward(CellArrays a, TokenPlaces at) {
      // Java compiles only a loop of limited size as a whole, so these are read before it.
      float[] z = a.gates;
      float[] cellError = a.cellError;
      int width = a.width;
      int gates = at.gates;
      int token = at.token;
      int before = at.before;
      int after = at.after;
      int segment = at.segment;
      for (int j = 0; j < width; j += LANES) {
        int gate = gates + j;
        FloatVector g = read(z, gate);
        FloatVector f = read(z, gate + width);
        FloatVector o = read(z, gate + 2 * width);
        FloatVector i = read(z, gate + 3 * width);
        FloatVector tanhC = read(a.tanhCell, token + j);
        FloatVector dh = read(a.hiddenError, after + j);
        FloatVector dc = dh.mul(o).fma(tanhSlope(tanhC), read(cellError, segment + j));
        withoutFaded(dc.mul(f)).intoArray(cellError, segment + j);
        FloatVector dg = dc.mul(i).mul(tanhSlope(g));
        FloatVector df = dc.mul(read(a.cell, before + j)).mul(sigmoidSlope(f));
        FloatVector dO = dh.mul(tanhC).mul(sigmoidSlope(o));
        FloatVector di = dc.mul(g).mul(sigmoidSlope(i));
        withoutFaded(dg).intoArray(z, gate);
        withoutFaded(df).intoArray(z, gate + width);
        withoutFaded(dO).intoArray(z, gate + 2 * width);
        withoutFaded(di).intoArray(z, gate + 3 * width);
      }
    }
  }
}
