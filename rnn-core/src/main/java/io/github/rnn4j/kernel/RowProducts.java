package io.github.rnn4j.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The matrix products of a dense layer that is applied to many rows, {@code z = x W + b}, and the
 * squared errors of its outputs.
 */
public interface RowProducts {

  /**
   * Computes {@code z}.
   *
   * @param x {@code [N, I]}
   * @param weights {@code [I, O]}
   * @param bias O numbers, or null for none
   * @param z {@code [N, O]}, overwritten
   */
  void forward(INDArray x, INDArray weights, INDArray bias, INDArray z);

  /**
   * Computes the gradients with respect to the weights and the rows.
   *
   * @param x {@code [N, I]}
   * @param weights {@code [I, O]}
   * @param errors {@code [N, O]}, the gradients with respect to {@code z}
   * @param weightGradient {@code [I, O]}, overwritten with {@code x' errors}
   * @param rowGradient {@code [N, I]}, overwritten with {@code errors W'}
   */
  void backward(
      INDArray x, INDArray weights, INDArray errors, INDArray weightGradient, INDArray rowGradient);

  /**
   * Computes the mean squared error over the outputs of each row, and its gradient {@code 2 (z - y)
   * / O}.
   *
   * @param labels {@code y}, {@code [B, O, T]}, any strides
   * @param z {@code [B T, O]}; row {@code b T + t} is step {@code t} of sequence {@code b}
   * @param errors {@code [B T, O]}, overwritten with the gradient
   * @return the sum of the mean squared errors of all rows
   */
  double squaredErrors(INDArray labels, INDArray z, INDArray errors);
}
