package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import java.util.Arrays;

/** The products of a dense layer for a contiguous range of rows, on one thread. */
final class RowStretch {
  /** Number of rows processed at a time, few enough for their numbers to stay in the cache. */
  private static final int AT_ONCE = 96;

  private final FloatArithmetic arithmetic;
  private int begin;
  private int end;
  private float[] x = {}; // [rows, I]; backward [rows, I padded] in panels
  private float[] z = {}; // [rows, O padded]: sums; backward, errors
  private float[] rowErrors = {}; // [rows, I padded]
  private float[] row = {};
  private float[] weightGradient = {}; // [O plus one block, I padded]

  RowStretch(FloatArithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** Sets the range of rows, from {@code first} to {@code last - 1}. */
  void reset(int first, int last) {
    begin = first;
    end = last;
  }

  void forward(RowWeights weights, FloatView from, FloatView to) {
    int inputs = weights.inputs();
    int width = weights.outputWidth();
    x = Capacity.grown(x, (long) AT_ONCE * inputs);
    z = Capacity.grown(z, (long) AT_ONCE * width);
    for (int first = begin; first < end; first += AT_ONCE) {
      int rows = Math.min(AT_ONCE, end - first);
      for (int i = 0; i < rows; i++) {
        from.read(from.index(first + i, 0), 1, x, i * inputs, inputs);
        System.arraycopy(weights.bias(), 0, z, i * width, width);
      }
      weights.weights().multiply(new Rows(x, inputs), rows, new Rows(z, width));
      write(z, width, rows, to, first, weights.outputs());
    }
  }

  void backward(RowWeights weights, FloatView from, FloatView errors, FloatView to) {
    int outputs = weights.outputs();
    int errorWidth = weights.outputWidth();
    int width = weights.inputWidth();
    x = Capacity.grown(x, (long) AT_ONCE * width);
    z = Capacity.grown(z, (long) AT_ONCE * errorWidth + arithmetic.blockSlack());
    rowErrors = Capacity.grown(rowErrors, (long) AT_ONCE * width);
    row = Capacity.grown(row, width);
    int entries = Capacity.of((long) (outputs + arithmetic.blockRows()) * width);
    weightGradient = Capacity.grown(weightGradient, entries);
    Arrays.fill(weightGradient, 0, entries, 0);
    Arrays.fill(row, 0); // including the padding columns
    for (int first = begin; first < end; first += AT_ONCE) {
      int rows = Math.min(AT_ONCE, end - first);
      readBack(weights, from, errors, first, rows);
      Rows given = new Rows(z, errorWidth);
      Arrays.fill(rowErrors, 0, rows * width, 0);
      weights.transposed().multiply(given, rows, new Rows(rowErrors, width));
      write(rowErrors, width, rows, to, first, weights.inputs());
      addWeightGradient(outputs, errorWidth, width, rows);
    }
  }

  private void readBack(RowWeights weights, FloatView from, FloatView errors, int first, int rows) {
    Panels panels = arithmetic.panels(weights.inputWidth(), rows);
    for (int i = 0; i < rows; i++) {
      from.read(from.index(first + i, 0), 1, row, 0, weights.inputs());
      panels.copyRow(row, weights.inputWidth(), i, x);
      errors.read(errors.index(first + i, 0), 1, z, i * weights.outputWidth(), weights.outputs());
    }
  }

  /**
   * Adds the product of the transposed errors and {@code x}. The rows of a block beyond the last
   * output go into spare rows.
   */
  private void addWeightGradient(int outputs, int errorWidth, int width, int rows) {
    Rows sum = new Rows(weightGradient, width);
    for (int output = 0; output < outputs; output += arithmetic.blockRows()) {
      arithmetic.multiplyBlock(z, output, errorWidth, x, width, rows, sum.at(output * width));
    }
  }

  private static void write(
      float[] matrix, int stride, int rows, FloatView to, int first, int columns) {
    for (int i = 0; i < rows; i++) {
      to.write(to.index(first + i, 0), 1, matrix, i * stride, columns);
    }
  }

  /** After the backward pass: the weight gradient of these rows, transposed. */
  float[] weightGradient() {
    return weightGradient;
  }
}
