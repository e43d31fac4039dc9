package io.github.rnn4j.kernel;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs one recurrent cell over packed sequences, in one or more directions.
 *
 * <p>An engine belongs to one layer and may keep its arrays for the next pass. Only one thread may
 * use it at a time; engines of different layers may run at the same time.
 */
public interface RecurrentEngine {

  /**
   * Returns the name of its backend, as in the log and in the system property {@code
   * rnn4j.backend}.
   *
   * @return {@code vector}, {@code plain} or {@code nd4j}
   */
  String name();

  /**
   * Runs the cell forward. Writes the outputs to {@link DirectionForward#steps()}, which has zeros
   * at masked steps or no masked steps.
   *
   * @param packing the valid steps
   * @param input {@code [B, C, T]}, any strides
   * @param directions one or more independent directions
   * @param differentiable whether {@link RecurrentPass#backward} will be called
   * @return the pass; valid until the next call of this method
   */
  RecurrentPass forward(
      Packing packing, INDArray input, List<DirectionForward> directions, boolean differentiable);

  /**
   * Returns access to the rows of a matrix.
   *
   * @param matrix a matrix of the data type that the engine computes in, with any strides
   * @return access to the matrix itself, not to a copy
   */
  MatrixRows rows(INDArray matrix);
}
