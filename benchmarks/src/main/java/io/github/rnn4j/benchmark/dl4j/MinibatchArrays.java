package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Minibatch;
import io.github.rnn4j.benchmark.work.Network;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Minibatches as ND4J arrays. Symbols to predict are one-hot, because the loss for indices, {@code
 * LossSparseMCXENT}, would convert them at each step.
 */
final class MinibatchArrays {
  private MinibatchArrays() {}

  /** Returns features [B, C, T], labels, and a mask [B, T] if lengths differ. */
  static DataSet dataSet(Assignment assignment, Minibatch minibatch) {
    Network shape = assignment.work().network();
    INDArray mask =
        assignment.work().isVariable()
            ? Nd4j.create(minibatch.mask(), new long[] {minibatch.size(), minibatch.steps()}, 'c')
            : null;
    return new DataSet(features(shape, minibatch), labels(shape, minibatch), mask, null);
  }

  private static INDArray features(Network shape, Minibatch minibatch) {
    return shape.readsTokens()
        ? Nd4j.createFromArray(minibatch.tokens())
            .castTo(DataType.FLOAT)
            .reshape('c', minibatch.size(), 1, minibatch.steps())
        : channelsFirst(minibatch.inputs(), minibatch, shape.inputs());
  }

  private static INDArray labels(Network shape, Minibatch minibatch) {
    return switch (shape.head()) {
      case SYMBOLS -> oneHot(minibatch, shape.outputs());
      case VALUES -> channelsFirst(minibatch.values(), minibatch, shape.outputs());
      case REVIEW_CLASS -> Nd4j.createFromArray(minibatch.classes()).reshape(minibatch.size(), 1);
    };
  }

  private static INDArray channelsFirst(float[] values, Minibatch minibatch, int channels) {
    long[] shape = {minibatch.size(), minibatch.steps(), channels};
    return Nd4j.create(values, shape, 'c').permute(0, 2, 1).dup('c'); // [B, C, T]
  }

  private static INDArray oneHot(Minibatch minibatch, int symbols) {
    float[] rows = new float[minibatch.symbols().length * symbols];
    for (int i = 0; i < minibatch.symbols().length; i++) {
      rows[i * symbols + minibatch.symbols()[i]] = 1;
    }
    return channelsFirst(rows, minibatch, symbols);
  }
}
