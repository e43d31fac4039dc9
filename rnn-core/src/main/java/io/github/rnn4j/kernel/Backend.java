package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.cell.CellShape;

/** An implementation of the numeric work of this library's layers and optimizers. */
public interface Backend {

  /**
   * Returns the name used in the log and in the system property {@code rnn4j.backend}.
   *
   * @return {@code vector}, {@code plain} or {@code nd4j}
   */
  String name();

  /**
   * Creates an engine that runs a recurrent cell over packed sequences.
   *
   * @param shape the cell and its sizes
   * @return a new engine, for one layer
   */
  RecurrentEngine recurrentEngine(CellShape shape);

  /**
   * Creates the matrix products of a dense layer that is applied at every step.
   *
   * @return new products, for one layer
   */
  RowProducts rowProducts();

  /**
   * Creates the operations on the rows of an embedding table.
   *
   * @return the operations
   */
  TableRows tableRows();

  /**
   * Creates the Adam update.
   *
   * @param constants the settings that stay the same from step to step
   * @return the update
   */
  AdamStep adamStep(AdamStep.Constants constants);

  /**
   * Creates the sum of the squares of a vector.
   *
   * @return a new sum, for one thread
   */
  SquaredNorm squaredNorm();
}
