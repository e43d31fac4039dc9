package io.github.rnn4j.layer.parameter;

import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Random orthogonal weights. Multiplying the state by them keeps its length; at the start of
 * training, signals and gradients neither vanish nor explode (A. Saxe, J. McClelland, S. Ganguli,
 * 2013, <a href="https://arxiv.org/abs/1312.6120">Exact solutions to the nonlinear dynamics of
 * learning in deep linear neural networks</a>).
 *
 * <p>The matrix is the {@code Q} of the QR decomposition of a Gaussian matrix, with its columns
 * multiplied by the signs of {@code R}'s diagonal, which makes it uniformly distributed (F.
 * Mezzadri, 2007, <a href="https://arxiv.org/abs/math-ph/0609050">How to generate random matrices
 * from the classical compact groups</a>). If the matrix is not square, its shorter side is
 * orthonormal.
 *
 * <p>Deeplearning4j's {@code OrthogonalDistribution} is not usable: in 1.0.0-M2.1 its singular
 * value decomposition of a 64 x 64 matrix did not finish within ten minutes.
 */
public final class WeightInitOrthogonal implements IWeightInit {
  private static final long serialVersionUID = 1L;

  private final double gain;

  /** Creates an initialiser with gain 1. */
  public WeightInitOrthogonal() {
    this(1);
  }

  /**
   * Creates an initialiser with the given gain.
   *
   * @param gain the value of every singular value, finite and above 0; 1 for tanh
   * @throws IllegalArgumentException if the gain is not finite and above 0
   */
  public WeightInitOrthogonal(@JsonProperty("gain") double gain) {
    if (!(gain > 0) || Double.isInfinite(gain)) {
      throw new IllegalArgumentException(
          "gain is " + gain + ": it must be a finite number above 0");
    }
    this.gain = gain;
  }

  /**
   * Fills a parameter.
   *
   * @param fanIn not used
   * @param fanOut not used
   * @param shape {@code [rows, columns]}
   * @param order memory order of the parameter in the view
   * @param paramView the parameter's part of the flat vector
   * @return the view in the given shape
   * @throws IllegalArgumentException if the shape is not that of a matrix
   */
  @Override
  public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray paramView) {
    if (shape.length != 2) {
      throw new IllegalArgumentException(
          "Orthogonal weights need the shape of a matrix, not " + Arrays.toString(shape));
    }
    INDArray weights = paramView.reshape(order, shape);
    weights.assign(orthogonal(shape[0], shape[1]).castTo(weights.dataType()));
    return weights;
  }

  /**
   * Returns Q of the QR decomposition of a Gaussian matrix, with the signs for which the diagonal
   * of R is positive. LAPACK works in blocks: O(n³) operations, but most of them in matrix
   * products.
   */
  private INDArray orthogonal(long rows, long columns) {
    boolean wide = columns > rows;
    long tall = Math.max(rows, columns);
    long narrow = Math.min(rows, columns);
    INDArray q = Nd4j.randn(DataType.DOUBLE, tall, narrow).dup('f');
    INDArray r = Nd4j.create(DataType.DOUBLE, new long[] {narrow, narrow}, 'f');
    Nd4j.getBlasWrapper().lapack().geqrf(q, r); // overwrites the matrix with Q
    INDArray signs = Transforms.sign(Nd4j.diag(r));
    q.muliRowVector(signs.muli(gain));
    return wide ? q.transpose() : q;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightInitOrthogonal init
        && Double.doubleToLongBits(gain) == Double.doubleToLongBits(init.gain);
  }

  @Override
  public int hashCode() {
    return Objects.hash(gain);
  }
}
