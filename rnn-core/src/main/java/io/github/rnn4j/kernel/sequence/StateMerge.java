package io.github.rnn4j.kernel.sequence;

/** How the states of two directions become one vector. */
public enum StateMerge {
  /** One after the other. */
  CONCAT {
    @Override
    float of(float forward, float backward) {
      throw new UnsupportedOperationException("Concatenated states stay as they are");
    }
  },
  /** Their sum. */
  ADD {
    @Override
    float of(float forward, float backward) {
      return forward + backward;
    }
  },
  /** Their product. */
  MULTIPLY {
    @Override
    float of(float forward, float backward) {
      return forward * backward;
    }
  },
  /** Their mean. */
  AVERAGE {
    @Override
    float of(float forward, float backward) {
      return (forward + backward) / 2;
    }
  };

  abstract float of(float forward, float backward);

  /** Merges rows {@code [rows, 2 size]} in place, to {@code [rows, size]}. */
  void merge(float[] states, int rows, int size) {
    for (int row = 0; row < rows; row++) {
      int forward = 2 * row * size; // at or after the place that is written
      for (int j = 0; j < size; j++) {
        states[row * size + j] = of(states[forward + j], states[forward + size + j]);
      }
    }
  }
}
