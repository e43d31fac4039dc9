package io.github.rnn4j.kernel.nd4j;

import io.github.rnn4j.kernel.AdamStep;
import io.github.rnn4j.kernel.Backend;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.RowProducts;
import io.github.rnn4j.kernel.SquaredNorm;
import io.github.rnn4j.kernel.TableRows;
import io.github.rnn4j.kernel.cell.CellShape;
import org.nd4j.linalg.api.buffer.DataType;

/** The backend in ND4J operations, for any data type on any device. */
public final class Nd4jBackend implements Backend {
  /** Name in the log and in the system property. */
  public static final String NAME = "nd4j";

  /** Creates the backend, which needs only ND4J. */
  public Nd4jBackend() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RecurrentEngine recurrentEngine(CellShape shape) {
    return new Nd4jEngine(shape);
  }

  @Override
  public RowProducts rowProducts() {
    return new Nd4jRowProducts();
  }

  @Override
  public TableRows tableRows() {
    return new Nd4jTableRows();
  }

  @Override
  public AdamStep adamStep(AdamStep.Constants constants) {
    return new Nd4jAdam(constants);
  }

  @Override
  public SquaredNorm squaredNorm() {
    return vector -> Math.pow(vector.castTo(DataType.DOUBLE).norm2Number().doubleValue(), 2);
  }
}
