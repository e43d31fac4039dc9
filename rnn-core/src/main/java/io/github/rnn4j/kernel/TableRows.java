package io.github.rnn4j.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads and adds rows of an embedding's table: FLOAT on the processor straight in its memory, other
 * types and devices by ND4J operations.
 */
public interface TableRows {
  /** Stands for no row: reads as zeros, takes no gradient. */
  int NONE = -1;

  /**
   * Copies rows.
   *
   * @param table {@code [V, E]}
   * @param rows N row numbers
   * @param to {@code [N, E]}
   */
  void gather(INDArray table, int[] rows, INDArray to);

  /**
   * Adds rows, in their order.
   *
   * @param from {@code [N, E]}
   * @param rows N row numbers
   * @param table {@code [V, E]}
   */
  void scatterAdd(INDArray from, int[] rows, INDArray table);
}
