package io.github.rnn4j.kernel.cell;

import static io.github.rnn4j.kernel.arithmetic.PlainFunctions.FADING;

import io.github.rnn4j.kernel.arithmetic.PlainFunctions;
import io.github.rnn4j.kernel.simd.VectorFunctions;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The Elman cell (J. L. Elman, 1990, <i>Finding Structure in Time</i>, Cognitive Science 14, <a
 * href="https://doi.org/10.1207/s15516709cog1402_1">doi:10.1207/s15516709cog1402_1</a>).
 *
 * <p>Its only block, z, initially holds {@code x_t W + h_(t-1) RW + b}.
 *
 * <pre>{@code
 * h_t = activation(z)
 * }</pre>
 *
 * <p>In the backward pass, {@code dh} is the gradient with respect to {@code h_t}, and the gradient
 * with respect to the weighted sum replaces z. Each derivative is computed from the value of its
 * function.
 *
 * <pre>{@code
 * dz = dh (1 - h^2)     tanh
 * dz = dh h (1 - h)     sigmoid
 * dz = dh where h > 0   ReLU
 * dz = dh               identity
 * }</pre>
 */
final class ElmanCell {

  private ElmanCell() {}

  /** The cell in plain loops. */
  static final class Plain extends PlainCell {
    private final ElmanActivation activation;

    Plain(ElmanActivation activation) {
      this.activation = activation;
    }

    @Override
    void forward(CellArrays a, TokenPlaces at, int count, Copies copies) {
      float[] h = copies.gates[0];
      readGates(a, at, count, copies.gates);
      switch (activation) {
        case TANH -> PlainFunctions.tanh(h, count);
        case SIGMOID -> PlainFunctions.sigmoid(h, count);
        case RELU -> {
          for (int j = 0; j < count; j++) {
            h[j] = Math.max(0, h[j]);
          }
        }
        case IDENTITY -> {}
      }
      write(h, a.hidden, at.after, count);
    }

    @Override
    void backward(CellArrays a, TokenPlaces at, int count, Copies copies) {
      float[] h = copies.states[0];
      float[] dz = copies.gateErrors[0];
      read(a.hidden, at.after, h, count);
      read(a.hiddenError, at.after, dz, count);
      switch (activation) {
        case TANH -> {
          for (int j = 0; j < count; j++) {
            dz[j] *= 1 - h[j] * h[j];
          }
        }
        case SIGMOID -> {
          for (int j = 0; j < count; j++) {
            dz[j] *= h[j] - h[j] * h[j];
          }
        }
        case RELU -> {
          for (int j = 0; j < count; j++) {
            dz[j] = h[j] > 0 ? dz[j] : 0;
          }
        }
        case IDENTITY -> {}
      }
      for (int j = 0; j < count; j++) {
        dz[j] = dz[j] + FADING - FADING;
      }
      writeGates(copies.gateErrors, a, at, count);
    }
  }

  /**
   * The cell in vector instructions. Each loop is a separate method because Java would not compile
   * them well in one.
   */
  static final class Vector extends VectorCell {
    private final ElmanActivation activation;

    Vector(ElmanActivation activation) {
      this.activation = activation;
    }

    @Override
    void forward(CellArrays a, TokenPlaces at) {
      if (activation == ElmanActivation.TANH) {
        VectorFunctions.tanh(a.gates, at.gates, a.hidden, at.after, a.width);
        return;
      }
      System.arraycopy(a.gates, at.gates, a.hidden, at.after, a.width);
      if (activation == ElmanActivation.SIGMOID) {
        VectorFunctions.sigmoid(a.hidden, at.after, a.width);
      } else if (activation == ElmanActivation.RELU) {
        relu(a.hidden, at.after, a.width);
      }
    }

    private static void relu(float[] h, int from, int count) {
      for (int j = from; j < from + count; j += LANES) {
        read(h, j).max(0).intoArray(h, j);
      }
    }

    @Override
    void backward(CellArrays a, TokenPlaces at) {
      switch (activation) {
        case TANH -> tanhError(a, at.gates, at.after);
        case SIGMOID -> sigmoidError(a, at.gates, at.after);
        case RELU -> reluError(a, at.gates, at.after);
        case IDENTITY -> identityError(a, at.gates, at.after);
      }
    }

    private static void tanhError(CellArrays a, int gates, int after) {
      for (int j = 0; j < a.width; j += LANES) {
        FloatVector h = read(a.hidden, after + j);
        FloatVector dh = read(a.hiddenError, after + j);
        FloatVector dz = dh.mul(VectorFunctions.tanhSlope(h));
        withoutFaded(dz).intoArray(a.gates, gates + j);
      }
    }

    private static void sigmoidError(CellArrays a, int gates, int after) {
      for (int j = 0; j < a.width; j += LANES) {
        FloatVector h = read(a.hidden, after + j);
        FloatVector dh = read(a.hiddenError, after + j);
        FloatVector dz = dh.mul(VectorFunctions.sigmoidSlope(h));
        withoutFaded(dz).intoArray(a.gates, gates + j);
      }
    }

    private static void reluError(CellArrays a, int gates, int after) {
      for (int j = 0; j < a.width; j += LANES) {
        FloatVector h = read(a.hidden, after + j);
        FloatVector dh = read(a.hiddenError, after + j);
        FloatVector dz = dh.blend(0, h.compare(VectorOperators.LE, 0));
        withoutFaded(dz).intoArray(a.gates, gates + j);
      }
    }

    private static void identityError(CellArrays a, int gates, int after) {
      for (int j = 0; j < a.width; j += LANES) {
        withoutFaded(read(a.hiddenError, after + j)).intoArray(a.gates, gates + j);
      }
    }
  }
}
