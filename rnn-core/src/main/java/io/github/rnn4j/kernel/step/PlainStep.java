package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.CellArrays;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.ElmanActivation;

/** Steps in plain loops, where the vector module is missing; matrices lie row by row. */
public final class PlainStep implements StepArithmetic {

  @Override
  public int unit() {
    return 1;
  }

  @Override
  public Panels panels(int columns, int depth) {
    return new Panels(depth, columns, columns, 0);
  }

  @Override
  public void multiply(Rows a, int rows, float[] b, int columns, int depth, Rows c) {
    for (int r = 0; r < rows; r++) {
      int to = c.from + r * c.stride;
      for (int k = 0; k < depth; k++) {
        addRow(a.data[a.from + r * a.stride + k], b, k * columns, columns, c.data, to);
      }
    }
  }

  private static void addRow(float factor, float[] b, int from, int columns, float[] c, int to) {
    for (int j = 0; j < columns; j++) {
      c[to + j] += factor * b[from + j];
    }
  }

  @Override
  public Gates gates(CellShape shape) {
    return switch (shape.type()) {
      case ELMAN -> (arrays, streams) -> elman(shape.activation(), arrays, streams);
      case LSTM -> PlainStep::lstm;
      case GRU -> PlainStep::gru;
    };
  }

  private static void elman(ElmanActivation activation, CellArrays a, int streams) {
    for (int i = 0; i < streams * a.width; i++) {
      float z = a.gates[i];
      a.hidden[i] =
          switch (activation) {
            case TANH -> tanh(z);
            case RELU -> Math.max(0, z);
            case SIGMOID -> sigmoid(z);
            case IDENTITY -> z;
          };
    }
  }

  /** Gates g, f, o, i. */
  private static void lstm(CellArrays a, int streams) {
    int width = a.width;
    for (int i = 0; i < streams * width; i++) {
      int gate = i / width * a.gateStride + i % width;
      float g = tanh(a.gates[gate]);
      float f = sigmoid(a.gates[gate + width]);
      float o = sigmoid(a.gates[gate + 2 * width]);
      float in = sigmoid(a.gates[gate + 3 * width]);
      a.cell[i] = f * a.cell[i] + in * g;
      a.hidden[i] = o * tanh(a.cell[i]);
    }
  }

  /** Blocks n, r, z, u. */
  private static void gru(CellArrays a, int streams) {
    int width = a.width;
    for (int i = 0; i < streams * width; i++) {
      int gate = i / width * a.gateStride + i % width;
      float r = sigmoid(a.gates[gate + width]);
      float z = sigmoid(a.gates[gate + 2 * width]);
      float n = tanh(a.gates[gate] + r * a.gates[gate + 3 * width]);
      a.hidden[i] = n + z * (a.hidden[i] - n);
    }
  }

  private static float tanh(float x) {
    return (float) Math.tanh(x);
  }

  static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
