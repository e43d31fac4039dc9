package io.github.rnn4j.kernel.step;

/** The activation function of a dense layer. */
public enum OutputActivation {
  /** {@code exp(z_v) / sum_u exp(z_u)} over the outputs of a step. */
  SOFTMAX {
    @Override
    void apply(float[] z, float[] y, int from, int count) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int i = from; i < from + count; i++) {
        largest = Math.max(largest, z[i]);
      }
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        y[i] = (float) Math.exp(z[i] - largest);
        sum += y[i];
      }
      float factor = (float) (1 / sum);
      for (int i = from; i < from + count; i++) {
        y[i] *= factor;
      }
    }
  },
  /** {@code 1 / (1 + exp(-z))}. */
  SIGMOID {
    @Override
    void apply(float[] z, float[] y, int from, int count) {
      for (int i = from; i < from + count; i++) {
        y[i] = sigmoid(z[i]);
      }
    }
  },
  /** The hyperbolic tangent. */
  TANH {
    @Override
    void apply(float[] z, float[] y, int from, int count) {
      for (int i = from; i < from + count; i++) {
        y[i] = (float) Math.tanh(z[i]);
      }
    }
  },
  /** {@code max(0, z)}. */
  RELU {
    @Override
    void apply(float[] z, float[] y, int from, int count) {
      for (int i = from; i < from + count; i++) {
        y[i] = Math.max(0, z[i]);
      }
    }
  },
  /** The weighted sum itself. */
  IDENTITY {
    @Override
    void apply(float[] z, float[] y, int from, int count) {
      System.arraycopy(z, from, y, from, count);
    }
  };

  /** Computes one stream's outputs. */
  abstract void apply(float[] z, float[] y, int from, int count);

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
