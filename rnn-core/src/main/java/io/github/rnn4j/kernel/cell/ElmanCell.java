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
 * <p>Its one block z begins as {@code x_t W + h_(t-1) RW + b}.
 *
 * <pre>{@code
 * h_t = activation(z)
 * }</pre>
 *
 * <p>Backward, {@code dh} is the gradient by {@code h_t}; that by the weighted sum replaces z. Each
 * derivative follows from the value of its function.
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

  /** In plain loops. */
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

  /** In vector instructions. */
  static final class Vector extends VectorCell {
    private final ElmanActivation activation;

    Vector(ElmanActivation activation) {
      this.activation = activation;
    }

    @Override
    void forward(CellArrays a, TokenPlaces at) {
      for (int j = 0; j < a.width; j += LANES) {
        FloatVector z = read(a.gates, at.gates + j);
        FloatVector h =
            switch (activation) {
              case TANH -> VectorFunctions.tanh(z);
              case SIGMOID -> VectorFunctions.sigmoid(z);
              case RELU -> z.max(0);
              case IDENTITY -> z;
            };
        h.intoArray(a.hidden, at.after + j);
      }
    }

    @Override
    void backward(CellArrays a, TokenPlaces at) {
      for (int j = 0; j < a.width; j += LANES) {
        FloatVector h = read(a.hidden, at.after + j);
        FloatVector dh = read(a.hiddenError, at.after + j);
        FloatVector dz =
            switch (activation) {
              case TANH -> dh.mul(VectorFunctions.tanhSlope(h));
              case SIGMOID -> dh.mul(VectorFunctions.sigmoidSlope(h));
              case RELU -> dh.blend(0, h.compare(VectorOperators.LE, 0));
              case IDENTITY -> dh;
            };
        withoutFaded(dz).intoArray(a.gates, at.gates + j);
      }
    }
  }
}
