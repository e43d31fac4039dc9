package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of a dense layer in panels, packed for every pass. */
final class RowWeights {
  private final int unit;
  private final PanelMatrix weights; // x W
  private final PanelMatrix transposed; // errors W'
  private float[] bias = {}; // [O padded]
  private int inputs;
  private int outputs;

  RowWeights(FloatArithmetic arithmetic) {
    unit = arithmetic.columnUnit();
    weights = PanelMatrix.empty(arithmetic);
    transposed = PanelMatrix.empty(arithmetic);
  }

  /** Packs for the forward pass: the weights {@code [I, O]}, and the bias or null. */
  void pack(FloatView matrix, INDArray biasRow) {
    readSize(matrix);
    weights.resize(inputs, outputWidth());
    weights.readColumns(matrix, output -> output);
    bias = Capacity.grown(bias, outputWidth());
    Arrays.fill(bias, 0);
    if (biasRow != null) {
      FloatView.ofVector(biasRow).read(0, bias, 0, outputs);
    }
  }

  /** Packs the weights for the backward pass. */
  void packTransposed(FloatView matrix) {
    readSize(matrix);
    transposed.resize(outputs, inputWidth());
    transposed.readTransposed(matrix, output -> output);
  }

  private void readSize(FloatView matrix) {
    inputs = matrix.size(0);
    outputs = matrix.size(1);
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  int inputWidth() {
    return Panels.filledUp(inputs, unit);
  }

  int outputWidth() {
    return Panels.filledUp(outputs, unit);
  }

  PanelMatrix weights() {
    return weights;
  }

  PanelMatrix transposed() {
    return transposed;
  }

  float[] bias() {
    return bias;
  }
}
