package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.cell.GateLayout;
import java.util.Arrays;

/**
 * Recurrent dropout of some segments: the hidden states that the recurrent product uses, and their
 * gradients. Off if there is no mask.
 */
final class StateDropout {
  private static final float[] NONE = {};

  private final GateLayout layout;
  private boolean on;
  private float[] mask = NONE; // [R, H], in the order of the segments
  private float[] states = NONE; // [R + N, H], a stack like that of the hidden states
  private float[] errors = NONE; // [R, H]

  StateDropout(GateLayout layout) {
    this.layout = layout;
  }

  boolean isOn() {
    return on;
  }

  /** Stack of the hidden states multiplied by the mask. */
  float[] states() {
    return states;
  }

  /** Space for the gradients with respect to these states at one step. */
  float[] errors() {
    return errors;
  }

  /** Number of floats kept for the next pass. */
  long reserved() {
    return (long) mask.length + states.length + errors.length;
  }

  /** Sets the segments and the mask, {@code [B, H]}; null turns dropout off. */
  void reset(Packing packing, FloatView bySequence) {
    on = bySequence != null;
    if (!on) {
      return;
    }
    int width = layout.width();
    int count = packing.segments().size();
    mask = Capacity.grown(mask, (long) count * width);
    states = Capacity.grown(states, ((long) count + packing.tokens()) * width);
    errors = Capacity.grown(errors, (long) count * width);
    Arrays.fill(mask, 0, count * width, 0);
    for (int r = 0; r < count; r++) {
      int from = bySequence.index(packing.segments().get(r).sequence(), 0);
      bySequence.read(from, 1, mask, r * width, layout.units());
    }
  }

  /** Applies the mask to the states of the live segments before a step. */
  void drop(float[] hidden, int row, int live) {
    int from = row * layout.width();
    int count = live * layout.width();
    for (int i = 0; i < count; i++) {
      states[from + i] = hidden[from + i] * mask[i];
    }
  }

  /** Sets the errors to zero for the next step. */
  void clearErrors(int live) {
    Arrays.fill(errors, 0, live * layout.width(), 0);
  }

  /** Adds the errors, multiplied by the mask, to those of the states before the step. */
  void addErrors(float[] hiddenErrors, int row, int live) {
    int to = row * layout.width();
    int count = live * layout.width();
    for (int i = 0; i < count; i++) {
      hiddenErrors[to + i] += errors[i] * mask[i];
    }
  }
}
