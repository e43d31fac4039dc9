package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;

/** Computes {@code x W + b} of the first layer from tokens. */
interface StepInput {

  /** Writes the gates of all streams, a row for each. */
  void write(int[] tokens, StepState state);

  /** One-hot vectors: a token selects a row of the input weights. */
  record OneHot(StepWeights cell) implements StepInput {
    @Override
    public void write(int[] tokens, StepState state) {
      float[] gates = state.gates(0);
      cell.fill(gates, tokens.length);
      for (int r = 0; r < tokens.length; r++) {
        cell.input.addRow(tokens[r], gates, r * cell.bias.length);
      }
    }
  }

  /** Precomputed {@code E W + b}: a token selects a row of gates. */
  final class Table implements StepInput {
    private final float[] rows; // [V, gates]
    private final int width;

    private Table(float[] rows, int width) {
      this.rows = rows;
      this.width = width;
    }

    static Table of(float[] vectors, int tokens, StepWeights cell) {
      int width = cell.layout.gateStride();
      float[] rows = new float[tokens * width];
      cell.fill(rows, tokens);
      Rows from = new Rows(vectors, cell.input.depth);
      new StepProduct(cell.input, tokens, from, new Rows(rows, width)).run();
      return new Table(rows, width);
    }

    @Override
    public void write(int[] tokens, StepState state) {
      for (int r = 0; r < tokens.length; r++) {
        System.arraycopy(rows, tokens[r] * width, state.gates(0), r * width, width);
      }
    }
  }

  /** A vector for each token, multiplied at every step. Used if a table would be too large. */
  final class Vectors implements StepInput {
    private final float[] vectors; // [V, E]
    private final int size;

    Vectors(float[] vectors, int size) {
      this.vectors = vectors;
      this.size = size;
    }

    @Override
    public void write(int[] tokens, StepState state) {
      for (int r = 0; r < tokens.length; r++) {
        System.arraycopy(vectors, tokens[r] * size, state.input(), r * size, size);
      }
      state.multiplyInput();
    }
  }
}
