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
          ("recurrentDropout is %s: it must be at least 0 and below 1; it is the probability of dropping"
                  + " a unit, not of keeping it")
              .formatted(probability));
    }
    return probability;
  }

  /**
   * Draws a mask {@code [B, H]}: 0 with the given probability, otherwise {@code 1 / (1 -
   * probability)}.
   */
  static INDArray draw(double probability, DataType type, long batch, long units) {
    // always FLOAT, for the same masks with every type and engine
    INDArray uniform = Nd4j.rand(DataType.FLOAT, batch, units);
    return uniform.gte(probability).castTo(type).divi(1 - probability);
  }
}
