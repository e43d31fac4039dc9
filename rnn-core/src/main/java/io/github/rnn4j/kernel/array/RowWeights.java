package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of a dense layer in panels, packed at every pass. */
final class RowWeights {
  private final FloatArithmetic arithmetic;
  private float[] weights = {}; // x W
  private float[] transposed = {}; // errors W'
  private float[] bias = {}; // [O filled up]
  private float[] column = {};
  private int inputs;
  private int outputs;

  RowWeights(FloatArithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** For the forward pass: {@code [I, O]}, and the bias or null. */
  void pack(FloatView matrix, INDArray biasRow) {
    begin(matrix);
    int width = outputWidth();
    weights = Capacity.grown(weights, (long) inputs * width);
    Arrays.fill(weights, 0, inputs * width, 0);
    Panels panels = arithmetic.panels(width, inputs);
    for (int output = 0; output < outputs; output++) {
      matrix.read(matrix.index(0, output), 0, column, 0, inputs);
      panels.copyColumn(column, 0, output, weights);
    }
    bias = Capacity.grown(bias, width);
    Arrays.fill(bias, 0);
    if (biasRow != null) {
      new FloatView(biasRow.reshape(biasRow.length())).read(0, bias, 0, outputs);
    }
  }

  /** For the backward pass. */
  void packTransposed(FloatView matrix) {
    begin(matrix);
    int width = inputWidth();
    transposed = Capacity.grown(transposed, (long) outputs * width);
    Arrays.fill(transposed, 0, outputs * width, 0);
    Panels panels = arithmetic.panels(width, outputs);
    for (int output = 0; output < outputs; output++) {
      matrix.read(matrix.index(0, output), 0, column, 0, inputs);
      panels.copyRow(column, inputs, output, transposed);
    }
  }

  private void begin(FloatView matrix) {
    inputs = matrix.size(0);
    outputs = matrix.size(1);
    column = Capacity.grown(column, inputs);
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  int inputWidth() {
    return filledUp(inputs);
  }

  int outputWidth() {
    return filledUp(outputs);
  }

  private int filledUp(int columns) {
    int unit = arithmetic.columnUnit();
    return (columns + unit - 1) / unit * unit;
  }

  float[] weights() {
    return weights;
  }

  float[] transposed() {
    return transposed;
  }

  float[] bias() {
    return bias;
  }
}
