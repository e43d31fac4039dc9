package io.github.rnn4j.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums the squares of a vector, in double. ND4J's {@code norm2} sums in the data type of the
 * vector: with a million FLOAT entries, only three digits are correct.
 */
public interface SquaredNorm {

  /**
   * Computes the sum. It is fastest if the same array is passed each time.
   *
   * @param vector any vector; not changed
   * @return the sum of the squares of its entries
   */
  double of(INDArray vector);
}
