package io.github.rnn4j.kernel.nd4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.nd4j.Nd4jDirection.Tokens;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** One step of a cell in ND4J operations, and its derivative. */
abstract class Nd4jCell {
  private final INDArray recurrentWeights; // [H, G]
  private final long units;
  private INDArray recurrentMask; // [R, H], a row for each segment; null for ones

  /** The result of a step: its packed rows, its gates, and the states before and after it. */
  record Step(Tokens tokens, INDArray gates, List<INDArray> before, List<INDArray> after) {
    INDArray h() {
      return after.get(0);
    }
  }

  Nd4jCell(CellShape shape, List<INDArray> parameters) {
    recurrentWeights = parameters.get(1);
    units = shape.units();
  }

  static Nd4jCell of(CellShape shape, List<INDArray> parameters) {
    return switch (shape.type()) {
      case ELMAN -> new Nd4jElman(shape, parameters);
      case LSTM -> new Nd4jLstm(shape, parameters);
      case GRU -> new Nd4jGru(shape, parameters);
    };
  }

  /** Sets the factors of each segment's hidden state in the recurrent product. */
  final void maskRecurrence(INDArray mask) {
    recurrentMask = mask;
  }

  /** Multiplies the hidden states of the live segments by the recurrent mask. */
  final INDArray masked(INDArray hidden) {
    return recurrentMask == null
        ? hidden
        : hidden.mul(PackedRows.slice(recurrentMask, 0, hidden.size(0)));
  }

  /** Computes the recurrent product. */
  final INDArray product(INDArray hidden) {
    return masked(hidden).mmul(recurrentWeights);
  }

  /**
   * Computes the gradient with respect to the hidden states from that with respect to the product.
   */
  final INDArray productError(INDArray dz) {
    return masked(dz.mmul(recurrentWeights.transpose()));
  }

  /** Called before the first step; {@code tokens} is the number of packed rows. */
  void begin(int tokens, DataType type) {}

  /** Returns whether the input product and the recurrent product have different gradients. */
  boolean separateRecurrentGradient() {
    return false;
  }

  /**
   * Computes one step.
   *
   * @param gates {@code x W + b} on entry; on return, the values that {@link #backward} needs
   * @param after arrays for the new states
   */
  abstract void forward(Tokens tokens, INDArray gates, List<INDArray> before, List<INDArray> after);

  /**
   * Differentiates one step.
   *
   * @param errors gradients with respect to the states after the step
   * @param dz array for the gradient with respect to {@code x W + b}
   * @param recurrent array for the gradient with respect to the recurrent product; the same array
   *     unless {@link #separateRecurrentGradient()}
   * @return the gradients with respect to the states before the step
   */
  abstract List<INDArray> backward(
      Step step, List<INDArray> errors, INDArray dz, INDArray recurrent);

  final INDArray block(INDArray rows, int index) {
    return rows.get(all(), interval(index * units, (index + 1) * units));
  }

  static INDArray sigmoid(INDArray z) {
    return Transforms.sigmoid(z, true);
  }

  static INDArray tanh(INDArray z) {
    return Transforms.tanh(z, true);
  }

  /** {@code s (1 - s)}. */
  static INDArray sigmoidSlope(INDArray s) {
    return s.mul(s.rsub(1));
  }

  /** {@code 1 - t^2}. */
  static INDArray tanhSlope(INDArray t) {
    return t.mul(t).rsubi(1);
  }
}
