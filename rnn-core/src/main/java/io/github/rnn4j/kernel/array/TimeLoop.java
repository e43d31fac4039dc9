package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.InputGradient;
import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.cell.CellArrays;
import io.github.rnn4j.kernel.cell.GateLayout;
import io.github.rnn4j.kernel.cell.RecurrentCell;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs some segments of one direction from first to last step, on one thread. The next pass reuses
 * its arrays, which grow if necessary.
 */
final class TimeLoop {
  private static final float[] NONE = {};

  private final GateLayout layout;
  private final FloatArithmetic arithmetic;
  private final RecurrentCell cell;
  private final StateDropout dropout;
  private final InputProduct input;
  private final WeightGradients gradients; // null for many weights: computed after the loop

  private Packing packing;
  private boolean inputFinite;
  private SegmentRows rows;
  private float[] gates = NONE; // [N, gates]
  private float[] hidden = NONE; // [R + N, H]
  private float[] memory = NONE; // [R + N, H], an LSTM's cell state
  private float[] tanhMemory = NONE; // [N, H]
  private float[] hiddenError = NONE; // [R + N, H]
  private float[] memoryError = NONE; // [R, H]
  private CellArrays arrays;

  TimeLoop(GateLayout layout, FloatArithmetic arithmetic) {
    this.layout = layout;
    this.arithmetic = arithmetic;
    cell = RecurrentCell.of(layout.shape(), arithmetic);
    dropout = new StateDropout(layout);
    input = new InputProduct(layout, arithmetic);
    gradients =
        WeightGradients.stayInCache(layout) ? new WeightGradients(layout, arithmetic, 0, 1) : null;
  }

  Packing packing() {
    return packing;
  }

  SegmentRows rows() {
    return rows;
  }

  InputProduct input() {
    return input;
  }

  boolean isInputFinite() {
    return inputFinite;
  }

  /** After the backward pass: the gradients with respect to the weighted sums. */
  float[] gates() {
    return gates;
  }

  /** The stack of hidden states, or of an LSTM's cell states. */
  float[] states(int state) {
    return state == 0 ? hidden : memory;
  }

  /** The stack of states that the recurrent product used. */
  float[] recurrentInput() {
    return dropout.isOn() ? dropout.states() : hidden;
  }

  /** After the backward pass: the gradients with respect to the weights; null for many weights. */
  WeightGradients gradients() {
    return gradients;
  }

  private boolean hasMemory() {
    return layout.shape().type().states() == 2;
  }

  /** Number of floats kept for the next pass. */
  long reserved() {
    return Stream.of(gates, hidden, memory, tanhMemory, hiddenError, memoryError)
            .mapToLong(array -> array.length)
            .sum()
        + input.reserved()
        + dropout.reserved()
        + (gradients == null ? 0 : gradients.reserved());
  }

  /** Sets the segments and the recurrent mask of all sequences; null for no mask. */
  void reset(Packing taken, boolean fromTheEnd, FloatView recurrentMask) {
    packing = taken;
    rows = new SegmentRows(layout, taken, fromTheEnd);
    dropout.reset(taken, recurrentMask);
    input.reset(taken.tokens());
    long tokens = taken.tokens();
    long stack = (tokens + taken.segments().size()) * layout.width();
    gates = Capacity.grown(gates, tokens * layout.gateStride() + arithmetic.blockSlack());
    hidden = Capacity.grown(hidden, stack);
    if (hasMemory()) {
      memory = Capacity.grown(memory, stack);
      tanhMemory = Capacity.grown(tanhMemory, tokens * layout.width());
    }
    arrays = arrays();
  }

  private CellArrays arrays() {
    CellArrays all = new CellArrays(layout.width(), layout.gateStride(), packing.segments().size());
    all.gates = gates;
    all.hidden = hidden;
    all.cell = memory;
    all.tanhCell = tanhMemory;
    all.hiddenError = hiddenError;
    all.cellError = memoryError;
    return all;
  }

  void forward(FloatView x, PackedWeights weights, List<FloatView> start, FloatView steps) {
    inputFinite = true;
    if (packing.tokens() == 0) {
      return;
    }
    rows.gather(x, input.x(), layout.inputs());
    inputFinite = arithmetic.areFinite(input.x(), packing.tokens() * layout.inputs());
    rows.readStart(start.isEmpty() ? null : start.get(0), hidden);
    if (hasMemory()) {
      rows.readStart(start.isEmpty() ? null : start.get(1), memory);
    }
    input.forward(weights, gates);
    forward(weights);
    if (steps != null) {
      rows.scatterStack(hidden, steps);
    }
  }

  private void forward(PackedWeights weights) {
    Rows z = new Rows(gates, layout.gateStride());
    Rows h = new Rows(recurrentInput(), layout.width());
    for (int step = 0; step < packing.steps(); step++) {
      int live = packing.live(step);
      int token = packing.offset(step);
      int before = rows.before(step);
      if (dropout.isOn()) {
        dropout.drop(hidden, before, live);
      }
      h.at(before * layout.width());
      z.at(token * layout.gateStride() + layout.stateColumn());
      weights.state.multiply(h, live, z);
      cell.forward(arrays, live, token, before);
    }
  }

  /**
   * Computes the gradients with respect to the weighted sums, which replace the gates, and those
   * with respect to the input, if they are read. If {@link #gradients} is not null, also adds up
   * those with respect to the weights.
   */
  void backward(
      PackedWeights weights, InputGradient inputGradient, FloatView steps, List<FloatView> last) {
    if (gradients != null) {
      gradients.begin();
    }
    if (packing.tokens() == 0) {
      return;
    }
    beginErrors(steps, last);
    input.beginBackward(inputGradient, rows);
    backward(weights);
    input.sumGradients(weights, gates);
    if (gradients != null) {
      gradients.addRepeated(this);
    }
  }

  private void backward(PackedWeights weights) {
    int width = layout.width();
    Rows dz = new Rows(gates, layout.gateStride());
    Rows dh = new Rows(dropout.isOn() ? dropout.errors() : hiddenError, width);
    int behind = packing.tokens(); // all tokens from here on are done
    for (int step = packing.steps() - 1; step >= 0; step--) {
      int live = packing.live(step);
      int token = packing.offset(step);
      int before = rows.before(step);
      cell.backward(arrays, live, token, before);
      dz.at(token * layout.gateStride() + layout.stateColumn());
      if (dropout.isOn()) {
        dropout.clearErrors(live);
      }
      dh.at(dropout.isOn() ? 0 : before * width);
      weights.stateTransposed.multiply(dz, live, dh);
      if (dropout.isOn()) {
        dropout.addErrors(hiddenError, before, live);
      }
      if (step == 0 || behind - token >= WeightGradient.TOKENS_AT_ONCE) {
        input.backward(weights, gates, token, behind);
        if (gradients != null) {
          gradients.add(this, token, behind);
        }
        behind = token;
      }
    }
  }

  private void beginErrors(FloatView steps, List<FloatView> last) {
    int segments = packing.segments().size() * layout.width();
    int stack = segments + packing.tokens() * layout.width();
    hiddenError = Capacity.grown(hiddenError, stack);
    memoryError = Capacity.grown(memoryError, segments);
    arrays = arrays();
    boolean whole = steps != null && layout.width() == layout.units();
    Arrays.fill(hiddenError, 0, whole ? segments : stack, 0);
    Arrays.fill(memoryError, 0, segments, 0);
    if (steps != null) {
      rows.gatherStack(steps, hiddenError);
    }
    if (!last.isEmpty()) {
      rows.addToEnds(last.get(0), hiddenError);
    }
    if (last.size() > 1) {
      rows.addToSegments(last.get(1), memoryError);
    }
  }

  /**
   * After the backward pass: copies the gradients with respect to the initial states of the
   * segments that start at step 0 to {@code [B, H]}.
   */
  void readStart(int state, float[] gradient) {
    if (packing.tokens() > 0) {
      rows.copyStart(state == 0 ? hiddenError : memoryError, gradient);
    }
  }
}
