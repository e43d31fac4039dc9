package io.github.rnn4j.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Operations on the rows of an embedding table. FLOAT tables on the CPU are accessed directly in
 * memory; other types and devices use ND4J operations.
 */
public interface TableRows {
  /** Row number that stands for no row: it reads as zeros and receives no gradient. */
  int NONE = -1;

  /**
   * Copies rows of the table.
   *
   * @param table {@code [V, E]}
   * @param rows N row numbers
   * @param to {@code [N, E]}
   */
  void gather(INDArray table, int[] rows, INDArray to);

  /**
   * Adds rows to those of the table, in order.
   *
   * @param from {@code [N, E]}
   * @param rows N row numbers
   * @param table {@code [V, E]}
   */
  void scatterAdd(INDArray from, int[] rows, INDArray table);
}
