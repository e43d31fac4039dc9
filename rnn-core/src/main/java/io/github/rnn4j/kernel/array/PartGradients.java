package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.GateLayout;

/**
 * The weight gradients of one part, added up while its numbers are still in the cache. Used only if
 * there are few weights compared with the size of the cache.
 */
final class PartGradients {
  /** Largest number of weights in one direction for which the sums of a part stay in the cache. */
  private static final int FEW_WEIGHTS = 1 << 16;

  private final WeightGradient ofState;
  private final WeightGradient ofInput;

  PartGradients(GateLayout layout, FloatArithmetic arithmetic) {
    ofState = new WeightGradient(layout, arithmetic, true, 0, 1);
    ofInput = new WeightGradient(layout, arithmetic, false, 0, 1);
  }

  /** Returns whether a direction has few enough weights. */
  static boolean areFor(GateLayout layout) {
    return (long) layout.gateStride() * (layout.width() + layout.inputWidth()) <= FEW_WEIGHTS;
  }

  void begin() {
    ofState.begin();
    ofInput.begin();
  }

  /** Adds the products of some tokens. */
  void add(TimeLoop part, int first, int end) {
    ofState.add(part, first, end);
    if (!part.input().isRepeated()) {
      ofInput.add(part, first, end);
    }
  }

  /** Adds the products of equal inputs, whose gradients have now been summed. */
  void end(TimeLoop part) {
    if (part.input().isRepeated()) {
      ofInput.add(part, 0, part.input().rows());
    }
  }

  WeightGradient ofState() {
    return ofState;
  }

  WeightGradient ofInput() {
    return ofInput;
  }

  long reserved() {
    return ofState.reserved() + ofInput.reserved();
  }
}
