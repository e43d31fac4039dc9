package io.github.rnn4j.kernel.sequence;

import io.github.rnn4j.kernel.step.StepWeights;

/**
 * What a recurrent layer reads at each row: a vector, or a token that stands for a one-hot vector.
 *
 * @param vectors {@code [N, C]}; null for tokens
 * @param tokens {@code [N]}; null for vectors
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LayerInput(float[] vectors, int[] tokens) {

  static LayerInput of(float[] vectors) {
    return new LayerInput(vectors, null);
  }

  static LayerInput ofTokens(int[] tokens) {
    return new LayerInput(null, tokens);
  }

  /** Copies the vectors of some rows. */
  void gather(int[] rows, int count, int size, float[] to) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(vectors, rows[i] * size, to, i * size, size);
    }
  }

  /** Adds the products of the tokens' one-hot vectors to rows of gates. */
  void addTokens(int[] rows, int count, StepWeights weights, float[] gates) {
    for (int i = 0; i < count; i++) {
      weights.input.addRow(tokens[rows[i]], gates, i * weights.layout.gateStride());
    }
  }
}
