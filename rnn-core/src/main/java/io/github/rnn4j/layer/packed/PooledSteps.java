package io.github.rnn4j.layer.packed;

import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.pooling.Pooling;
import io.github.rnn4j.kernel.pooling.StepPooling;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The outputs of a layer at the valid steps of a minibatch, and the vectors that they are pooled
 * into.
 */
final class PooledSteps {
  private final RecurrentEngine engine;
  private final DataType type;
  private final long vectors; // B
  private final int size; // S, of the merged directions
  private final Pooling kind;
  private final StepPooling pooling;
  private final INDArray rows; // [N, S]

  PooledSteps(RecurrentEngine engine, Pooling kind, Packing packing, long size, DataType type) {
    this.engine = engine;
    this.kind = kind;
    this.type = type;
    this.size = Math.toIntExact(size);
    vectors = packing.batch();
    pooling = new StepPooling(kind, packing, this.size);
    rows = newRows(size);
  }

  /** The outputs, one sequence after the other, {@code [N, S]}; filled by the layer. */
  INDArray rows() {
    return rows;
  }

  /** Creates an array {@code [N, columns]}. */
  INDArray newRows(long columns) {
    return newMatrix(Math.max(1, pooling.rows()), columns); // ND4J has no matrix without rows
  }

  private INDArray newMatrix(long rowCount, long columns) {
    return Nd4j.createUninitialized(type, new long[] {rowCount, columns}, 'c');
  }

  /** Pools the rows; without an array for the vectors, only to prepare the backward pass. */
  void forward(INDArray output) {
    INDArray to = output == null ? newMatrix(vectors, (long) kind.parts() * size) : output;
    pooling.forward(engine.rows(rows), engine.rows(to));
  }

  /** Returns the errors of the rows. */
  INDArray backward(INDArray errors) {
    INDArray rowErrors = newRows(size);
    pooling.backward(engine.rows(errors), engine.rows(rowErrors));
    return rowErrors;
  }
}
