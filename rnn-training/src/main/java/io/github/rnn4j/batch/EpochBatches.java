package io.github.rnn4j.batch;

import java.io.Serializable;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Sequences of different lengths, and the minibatches made of them. Immutable. */
interface EpochBatches extends Serializable {

  /** The number of steps of each sequence. */
  int[] lengths();

  BatchOptions options();

  /** What Deeplearning4j calls the number of outcomes. */
  int outcomes();

  /** Builds the minibatch of the sequences at these positions. */
  DataSet build(int[] members);

  /** A mask with ones at the real steps, [B, T]. */
  static INDArray mask(int[][] chosen, int steps) {
    float[] cells = new float[chosen.length * steps];
    for (int b = 0; b < chosen.length; b++) {
      Arrays.fill(cells, b * steps, b * steps + chosen[b].length, 1);
    }
    return Nd4j.create(cells, new long[] {chosen.length, steps}, 'c'); // [B, T]
  }

  static void checkTokens(int[] tokens, int size, int sequence) {
    for (int token : tokens) {
      if (token < 0 || token >= size) {
        throw new IllegalArgumentException(
            "Sequence %d holds token index %d; the vocabulary has the indices 0 to %d. Encode the text with the vocabulary of these features"
                .formatted(sequence, token, size - 1));
      }
    }
  }
}
