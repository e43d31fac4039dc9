package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.AdamStep;
import io.github.rnn4j.kernel.Backend;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.RowProducts;
import io.github.rnn4j.kernel.TableRows;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.CellShape;

/**
 * The backend in Java arrays, for FLOAT on the CPU.
 *
 * @param arithmetic arithmetic that computes products and gates
 */
public record ArrayBackend(FloatArithmetic arithmetic) implements Backend {

  @Override
  public String name() {
    return arithmetic.name();
  }

  @Override
  public RecurrentEngine recurrentEngine(CellShape shape) {
    return new ArrayEngine(shape, arithmetic);
  }

  @Override
  public RowProducts rowProducts() {
    return new ArrayRowProducts(arithmetic);
  }

  @Override
  public TableRows tableRows() {
    return new ArrayTableRows();
  }

  @Override
  public AdamStep adamStep(AdamStep.Constants constants) {
    return new ArrayAdam(constants);
  }
}
