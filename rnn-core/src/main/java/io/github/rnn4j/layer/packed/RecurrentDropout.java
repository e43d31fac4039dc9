package io.github.rnn4j.layer.packed;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The masks of {@link PackedRecurrentLayer.Builder#recurrentDropout(double)}. */
final class RecurrentDropout {
  private RecurrentDropout() {}

  static double checked(double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          ("recurrentDropout is %s: it must be from 0 to below 1, the probability to drop a unit,"
                  + " not that to keep it")
              .formatted(probability));
    }
    return probability;
  }

  /** A mask {@code [B, H]}: 0 with the given probability, else {@code 1 / (1 - probability)}. */
  static INDArray draw(double probability, DataType type, long batch, long units) {
    // the same numbers for every type and engine
    INDArray uniform = Nd4j.rand(DataType.FLOAT, batch, units);
    return uniform.gte(probability).castTo(type).divi(1 - probability);
  }
}
