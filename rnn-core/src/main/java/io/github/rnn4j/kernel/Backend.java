package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.cell.CellShape;

/** How the layers and optimizers of this library compute: one choice for all that they need. */
public interface Backend {

  /**
   * What the log and the system property {@code rnn4j.backend} call it.
   *
   * @return {@code vector}, {@code plain} or {@code nd4j}
   */
  String name();

  /**
   * Runs a recurrent cell over packed sequences.
   *
   * @param shape the cell and its sizes
   * @return a new engine, for one layer
   */
  RecurrentEngine recurrentEngine(CellShape shape);

  /**
   * The products of a dense layer at every step.
   *
   * @return new products, for one layer
   */
  RowProducts rowProducts();

  /**
   * Reads and adds rows of an embedding's table.
   *
   * @return what works for it
   */
  TableRows tableRows();

  /**
   * A step of Adam.
   *
   * @param constants what stays the same from step to step
   * @return the step
   */
  AdamStep adamStep(AdamStep.Constants constants);
}
