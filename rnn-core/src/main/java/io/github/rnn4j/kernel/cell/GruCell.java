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
 * The GRU whose reset gate is applied after the recurrent product (K. Cho et al., 2014, <i>Learning
 * Phrase Representations using RNN Encoder-Decoder for Statistical Machine Translation</i>, <a
 * href="https://arxiv.org/abs/1406.1078v1">arXiv:1406.1078</a>, as implemented in cuDNN and
 * PyTorch).
 *
 * <p>The gates initially hold the blocks n (new state), r (reset) and z (update) of {@code x_t W +
 * b}. The recurrent product {@code h_(t-1) RW + rb} has been added to r and z; its third block is
 * kept separately as u.
 *
 * <pre>{@code
 * r = sigmoid(r), z = sigmoid(z)
 * n = tanh(n + r u)
 * h_t = n + z (h_(t-1) - n)
 * }</pre>
 *
 * <p>In the backward pass, {@code dh} is the gradient with respect to {@code h_t}, and the
 * gradients with respect to the weighted sums replace the gates. The part that reaches {@code
 * h_(t-1)} directly, not through the products, is added to its gradient.
 *
 * <pre>{@code
 * dh_(t-1) = dh_(t-1) + dh z
 * dn = dh (1 - z) (1 - n^2)
 * dr = dn u r (1 - r)
 * dz = dh (h_(t-1) - n) z (1 - z)
 * du = dn r
 * }</pre>
 */
final class GruCell {

  private GruCell() {}

  /** The cell in plain loops. */
  static final class Plain extends PlainCell {
    @Override
    void forward(CellArrays a, TokenPlaces at, int count, Copies copies) {
      float[] n = copies.gates[0];
      float[] r = copies.gates[1];
      float[] z = copies.gates[2];
      float[] u = copies.gates[3];
      float[] h = copies.states[0];
      readGates(a, at, count, copies.gates);
      read(a.hidden, at.before, h, count);
      sigmoid(r, count);
      sigmoid(z, count);
      for (int j = 0; j < count; j++) {
        n[j] += r[j] * u[j];
      }
      tanh(n, count);
      for (int j = 0; j < count; j++) {
        h[j] = n[j] + z[j] * (h[j] - n[j]);
      }
      writeGates(copies.gates, a, at, count);
      write(h, a.hidden, at.after, count);
    }

    @Override
    void backward(CellArrays a, TokenPlaces at, int count, Copies copies) {
      float[] n = copies.gates[0];
      float[] r = copies.gates[1];
      float[] z = copies.gates[2];
      float[] u = copies.gates[3];
      float[] hBefore = copies.states[0];
      float[] dh = copies.states[1];
      float[] dhBefore = copies.states[2];
      readGates(a, at, count, copies.gates);
      read(a.hidden, at.before, hBefore, count);
      read(a.hiddenError, at.after, dh, count);
      read(a.hiddenError, at.before, dhBefore, count);
      float[] dn = copies.gateErrors[0];
      float[] dr = copies.gateErrors[1];
      float[] dz = copies.gateErrors[2];
      float[] du = copies.gateErrors[3];
      for (int j = 0; j < count; j++) {
        dhBefore[j] = dhBefore[j] + dh[j] * z[j] + FADING - FADING;
      }
      for (int j = 0; j < count; j++) {
        dn[j] = (dh[j] - dh[j] * z[j]) * (1 - n[j] * n[j]) + FADING - FADING;
      }
      for (int j = 0; j < count; j++) {
        dr[j] = dn[j] * u[j] * (r[j] - r[j] * r[j]) + FADING - FADING;
      }
      for (int j = 0; j < count; j++) {
        dz[j] = dh[j] * (hBefore[j] - n[j]) * (z[j] - z[j] * z[j]) + FADING - FADING;
      }
      for (int j = 0; j < count; j++) {
        du[j] = dn[j] * r[j] + FADING - FADING;
      }
      write(dhBefore, a.hiddenError, at.before, count);
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
      sigmoid(a.gates, at.gates + a.width, 2 * a.width); // r z
      newSum(a, at.gates);
      tanh(a.gates, at.gates, a.gates, at.gates, a.width); // n
      hiddenState(a, at.gates, at.before, at.after);
    }

    private static void newSum(CellArrays a, int gates) {
      int width = a.width;
      for (int j = 0; j < width; j += LANES) {
        FloatVector n = read(a.gates, gates + j);
        FloatVector r = read(a.gates, gates + width + j);
        FloatVector u = read(a.gates, gates + 3 * width + j);
        n = r.fma(u, n);
        n.intoArray(a.gates, gates + j);
      }
    }

    private static void hiddenState(CellArrays a, int gates, int before, int after) {
      int width = a.width;
      for (int j = 0; j < width; j += LANES) {
        FloatVector n = read(a.gates, gates + j);
        FloatVector z = read(a.gates, gates + 2 * width + j);
        FloatVector hBefore = read(a.hidden, before + j);
        FloatVector h = z.fma(hBefore.sub(n), n);
        h.intoArray(a.hidden, after + j);
      }
    }

    @Override
    void backward(CellArrays a, TokenPlaces at) {
      errors(a, at.gates, at.before, at.after);
    }

    private static void errors(CellArrays a, int gates, int before, int after) {
      int width = a.width;
      for (int j = 0; j < width; j += LANES) {
        int gate = gates + j;
        FloatVector n = read(a.gates, gate);
        FloatVector r = read(a.gates, gate + width);
        FloatVector z = read(a.gates, gate + 2 * width);
        FloatVector u = read(a.gates, gate + 3 * width);
        FloatVector hBefore = read(a.hidden, before + j);
        FloatVector dh = read(a.hiddenError, after + j);
        FloatVector dhz = dh.mul(z);
        FloatVector dhBefore = dhz.add(read(a.hiddenError, before + j));
        FloatVector dn = withoutFaded(dh.sub(dhz).mul(tanhSlope(n)));
        FloatVector dr = dn.mul(u).mul(sigmoidSlope(r));
        FloatVector dz = dh.mul(hBefore.sub(n)).mul(sigmoidSlope(z));
        FloatVector du = dn.mul(r);
        withoutFaded(dhBefore).intoArray(a.hiddenError, before + j);
        dn.intoArray(a.gates, gate);
        withoutFaded(dr).intoArray(a.gates, gate + width);
        withoutFaded(dz).intoArray(a.gates, gate + 2 * width);
        withoutFaded(du).intoArray(a.gates, gate + 3 * width);
      }
    }
  }
}
