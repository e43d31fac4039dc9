package io.github.rnn4j.kernel.cell;

import io.github.rnn4j.kernel.arithmetic.CellArrays;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;

/** The Elman cell. Its tokens lie one after the other: each step is one stretch of numbers. */
record ElmanCell(ElmanActivation activation, FloatArithmetic arithmetic) implements RecurrentCell {

  @Override
  public void forward(CellArrays a, int live, int token, int before) {
    int from = token * a.width;
    int to = (a.segments + token) * a.width;
    int count = live * a.width;
    float[] z = a.gates;
    float[] h = a.hidden;
    if (activation == ElmanActivation.TANH) {
      arithmetic.tanh(z, from, h, to, count);
      return;
    }
    System.arraycopy(z, from, h, to, count);
    if (activation == ElmanActivation.SIGMOID) {
      arithmetic.sigmoid(h, to, count);
    } else if (activation == ElmanActivation.RELU) {
      for (int i = to; i < to + count; i++) {
        h[i] = Math.max(0, h[i]);
      }
    }
  }

  @Override
  public void backward(CellArrays a, int live, int token, int before) {
    int to = token * a.width;
    int from = (a.segments + token) * a.width;
    int count = live * a.width;
    float[] dz = a.gates;
    float[] h = a.hidden;
    float[] dh = a.hiddenError;
    switch (activation) {
      case TANH -> {
        for (int i = 0; i < count; i++) {
          dz[to + i] = withoutFaded(dh[from + i] * (1 - h[from + i] * h[from + i]));
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < count; i++) {
          dz[to + i] = withoutFaded(dh[from + i] * (h[from + i] - h[from + i] * h[from + i]));
        }
      }
      case RELU -> {
        for (int i = 0; i < count; i++) {
          dz[to + i] = h[from + i] > 0 ? withoutFaded(dh[from + i]) : 0;
        }
      }
      case IDENTITY -> {
        for (int i = 0; i < count; i++) {
          dz[to + i] = withoutFaded(dh[from + i]);
        }
      }
    }
  }

  private static float withoutFaded(float error) {
    return Math.abs(error) < FloatArithmetic.FADED ? 0 : error;
  }
}
