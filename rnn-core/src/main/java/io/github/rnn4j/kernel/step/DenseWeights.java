package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of a dense layer, packed once for prediction. Immutable. */
public final class DenseWeights {
  /** {@code [I, O padded]}. */
  public final StepMatrix weights;

  private final float[] bias; // [O]
  private final OutputActivation activation;

  /**
   * A dense layer.
   *
   * @param weights {@code [I, O]}
   * @param bias {@code O} numbers
   * @param activation the activation function
   */
  public record Source(INDArray weights, INDArray bias, OutputActivation activation) {}

  /**
   * Copies and packs the weights.
   *
   * @param layer the layer
   * @param arithmetic arithmetic that computes the products
   */
  public DenseWeights(Source layer, FloatArithmetic arithmetic) {
    bias = StepWeights.floats(layer.bias());
    activation = layer.activation();
    int depth = Math.toIntExact(layer.weights().size(0));
    int width = Panels.filledUp(bias.length, arithmetic.columnUnit());
    weights = new StepMatrix(arithmetic, depth, width);
    float[] values = StepWeights.floats(layer.weights());
    for (int o = 0; o < bias.length; o++) {
      weights.setColumn(o, values, o * depth);
    }
  }

  /**
   * Number of inputs.
   *
   * @return {@code I}
   */
  public int inputs() {
    return weights.depth;
  }

  /**
   * Number of outputs.
   *
   * @return {@code O}
   */
  public int outputs() {
    return bias.length;
  }

  /**
   * Distance between two rows of sums.
   *
   * @return the number of outputs, padded
   */
  public int width() {
    return weights.columns;
  }

  /**
   * Fills some rows of sums with the bias.
   *
   * @param sums {@code [rows, O padded]}
   * @param rows number of rows
   */
  public void fill(float[] sums, int rows) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(bias, 0, sums, r * width(), bias.length);
    }
  }

  /**
   * Applies the activation function to one row.
   *
   * @param z the sums
   * @param y the outputs; may be the same array
   * @param from index of the first sum and output
   */
  public void activate(float[] z, float[] y, int from) {
    activation.apply(z, y, from, bias.length);
  }
}
