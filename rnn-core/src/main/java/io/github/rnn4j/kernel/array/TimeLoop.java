package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.Segment;
import io.github.rnn4j.kernel.arithmetic.CellArrays;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.cell.GateLayout;
import io.github.rnn4j.kernel.cell.RecurrentCell;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Some segments of one direction, from first to last step on one thread. Its arrays are used again
 * by the next pass, and grow where that needs more.
 */
final class TimeLoop {
  private static final float[] NONE = {};

  private final GateLayout layout;
  private final FloatArithmetic arithmetic;
  private final RecurrentCell cell;
  private final StateDropout dropout;
  private final PartGradients gradients; // null for many weights: multiplied after the loop

  private Packing packing;
  private boolean backward;
  private float[] x = NONE; // [N, C]
  private float[] gates = NONE; // [N, gates]
  private float[] hidden = NONE; // [R + N, H]
  private float[] memory = NONE; // [R + N, H], an LSTM's cell state
  private float[] tanhMemory = NONE; // [N, H]
  private float[] hiddenError = NONE; // [R + N, H]
  private float[] memoryError = NONE; // [R, H]
  private float[] inputError = NONE; // [N, C filled up]
  private final DistinctRows distinct = new DistinctRows();
  private boolean repeated; // whether the inputs are few distinct rows
  private float[] distinctGates = NONE; // [distinct rows, gates]
  private CellArrays arrays;

  TimeLoop(GateLayout layout, FloatArithmetic arithmetic) {
    this.layout = layout;
    this.arithmetic = arithmetic;
    cell = RecurrentCell.of(layout.shape(), arithmetic);
    dropout = new StateDropout(layout);
    gradients = PartGradients.areFor(layout) ? new PartGradients(layout, arithmetic) : null;
  }

  Packing packing() {
    return packing;
  }

  /** The tokens, or fewer: inputs that are equal count once in the product with the gradients. */
  int inputRows() {
    return repeated ? distinct.count() : packing.tokens();
  }

  /** {@code [inputRows, C]}. */
  float[] inputs() {
    return repeated ? distinct.rows() : x;
  }

  /**
   * After the backward pass: {@code [inputRows, gates]}, for each row the gradients of the weighted
   * sums of its tokens; only the columns of the input's product count.
   */
  float[] inputGates() {
    return repeated ? distinctGates : gates;
  }

  /** After the backward pass: the gradients of the weighted sums. */
  float[] gates() {
    return gates;
  }

  /** The stack of states as the recurrent product took them. */
  float[] recurrentInput() {
    return dropout.isOn() ? dropout.states() : hidden;
  }

  private int states() {
    return layout.shape().type().states();
  }

  /** Number of floats that are kept for the next pass. */
  long reserved() {
    return Stream.of(
                x,
                gates,
                hidden,
                memory,
                tanhMemory,
                hiddenError,
                memoryError,
                inputError,
                distinctGates)
            .mapToLong(array -> array.length)
            .sum()
        + distinct.reserved()
        + dropout.reserved()
        + (gradients == null ? 0 : gradients.reserved());
  }

  /** Takes other segments, with the recurrent mask of all sequences; null for none. */
  void reset(Packing taken, boolean fromTheEnd, FloatView recurrentMask) {
    packing = taken;
    dropout.reset(taken, recurrentMask);
    backward = fromTheEnd;
    long tokens = taken.tokens();
    long stack = (tokens + taken.segments().size()) * layout.width();
    x = Capacity.grown(x, tokens * layout.inputs());
    gates = Capacity.grown(gates, tokens * layout.gateStride() + arithmetic.blockSlack());
    hidden = Capacity.grown(hidden, stack);
    if (states() == 2) {
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

  void forward(FloatView input, PackedWeights weights, List<FloatView> start, FloatView steps) {
    if (packing.tokens() == 0) {
      return;
    }
    gather(input, x, 0, layout.inputs(), layout.inputs());
    begin(hidden, start.isEmpty() ? null : start.get(0));
    if (states() == 2) {
      begin(memory, start.isEmpty() ? null : start.get(1));
    }
    projectInputs(weights);
    timeLoop(weights, new Rows(gates, layout.gateStride()));
    if (steps != null) {
      scatter(steps);
    }
  }

  /** The gates begin with the bias and the product of the input; equal inputs share theirs. */
  private void projectInputs(PackedWeights weights) {
    int stride = layout.gateStride();
    int tokens = packing.tokens();
    repeated = distinct.find(x, tokens, layout.inputs());
    if (repeated) {
      distinctGates =
          Capacity.grown(distinctGates, (long) distinct.count() * stride + arithmetic.blockSlack());
    }
    float[] products = inputGates();
    for (int row = 0; row < inputRows(); row++) {
      System.arraycopy(weights.bias, 0, products, row * stride, stride);
    }
    arithmetic.multiply(
        new Rows(inputs(), layout.inputs()),
        inputRows(),
        weights.input,
        layout.inputColumns(),
        layout.inputs(),
        new Rows(products, stride));
    for (int token = 0; repeated && token < tokens; token++) {
      System.arraycopy(products, distinct.number(token) * stride, gates, token * stride, stride);
    }
  }

  private void timeLoop(PackedWeights weights, Rows z) {
    Rows before = new Rows(recurrentInput(), layout.width());
    for (int step = 0; step < packing.steps(); step++) {
      int live = packing.live(step);
      int token = packing.offset(step);
      int row = rowBefore(step);
      if (dropout.isOn()) {
        dropout.drop(hidden, row, live);
      }
      before.at(row * layout.width());
      z.at(token * layout.gateStride() + layout.stateColumn());
      arithmetic.multiply(before, live, weights.state, layout.stateColumns(), layout.units(), z);
      cell.forward(arrays, live, token, row);
    }
  }

  /** The row of the state stack that holds the first segment's state before a step. */
  int rowBefore(int step) {
    return step == 0 ? 0 : packing.segments().size() + packing.offset(step - 1);
  }

  private int rowOfEnd(int segment) {
    int step = packing.segments().get(segment).length() - 1;
    return packing.segments().size() + packing.offset(step) + segment;
  }

  private void begin(float[] stack, FloatView start) {
    int width = layout.width();
    Arrays.fill(stack, 0, packing.segments().size() * width, 0);
    for (int r = 0; r < packing.segments().size() && start != null; r++) {
      Segment segment = packing.segments().get(r);
      if (segment.start() == 0) {
        start.read(start.index(segment.sequence(), 0), 1, stack, r * width, layout.units());
      }
    }
  }

  private void gather(FloatView sequences, float[] to, int firstRow, int stride, int count) {
    for (int step = 0; step < packing.steps(); step++) {
      int token = packing.offset(step);
      for (int r = 0; r < packing.live(step); r++) {
        Segment segment = packing.segments().get(r);
        int from = sequences.index(segment.sequence(), 0, segment.time(step, backward));
        sequences.read(from, 1, to, (firstRow + token + r) * stride, count);
      }
    }
  }

  private void scatter(FloatView steps) {
    int segments = packing.segments().size();
    for (int step = 0; step < packing.steps(); step++) {
      int token = packing.offset(step);
      for (int r = 0; r < packing.live(step); r++) {
        Segment segment = packing.segments().get(r);
        int to = steps.index(segment.sequence(), 0, segment.time(step, backward));
        steps.write(to, 1, hidden, (segments + token + r) * layout.width(), layout.units());
      }
    }
  }

  /** Copies the final state of each sequence, or the carried one, into {@code [B, H]}. */
  void copyEnds(int state, boolean carried, float[] ends) {
    float[] stack = state == 0 ? hidden : memory;
    for (int r = 0; r < packing.segments().size(); r++) {
      Segment segment = packing.segments().get(r);
      boolean wanted =
          carried
              ? segment.start() + segment.length() == packing.time()
              : segment.isFinal(backward);
      if (wanted) {
        int to = segment.sequence() * layout.units();
        System.arraycopy(stack, rowOfEnd(r) * layout.width(), ends, to, layout.units());
      }
    }
  }

  /**
   * Leaves the gradients of the weighted sums in the gates, those by the input, and where there are
   * {@link #gradients} those by the weights.
   */
  void backward(PackedWeights weights, FloatView steps, List<FloatView> last) {
    if (gradients != null) {
      gradients.begin();
    }
    if (packing.tokens() == 0) {
      return;
    }
    beginErrors(steps, last);
    int behind = packing.tokens(); // from here on all is done
    int width = layout.width();
    Rows dz = new Rows(gates, layout.gateStride());
    Rows errors = new Rows(dropout.isOn() ? dropout.errors() : hiddenError, width);
    for (int step = packing.steps() - 1; step >= 0; step--) {
      int live = packing.live(step);
      int token = packing.offset(step);
      int row = rowBefore(step);
      cell.backward(arrays, live, token, row);
      dz.at(token * layout.gateStride() + layout.stateColumn());
      if (dropout.isOn()) {
        dropout.clearErrors(live);
      }
      errors.at(dropout.isOn() ? 0 : row * width);
      arithmetic.multiply(dz, live, weights.stateTransposed, width, layout.stateColumns(), errors);
      if (dropout.isOn()) {
        dropout.addErrors(hiddenError, row, live);
      }
      if (step == 0 || behind - token >= WeightGradient.TOKENS_AT_ONCE) {
        multiplyInputErrors(weights, token, behind);
        if (gradients != null) {
          gradients.add(this, token, behind);
        }
        behind = token;
      }
    }
    sumGradients();
    if (gradients != null) {
      gradients.end(this);
    }
  }

  /** After the backward pass: the gradients by the weights; null for many weights. */
  PartGradients gradients() {
    return gradients;
  }

  /** Whether equal inputs count once. */
  boolean isRepeated() {
    return repeated;
  }

  /** Adds up the gradients of tokens whose inputs are equal. */
  private void sumGradients() {
    int stride = layout.gateStride();
    if (repeated) {
      Arrays.fill(distinctGates, 0, distinct.count() * stride, 0);
      for (int token = 0; token < packing.tokens(); token++) {
        int to = distinct.number(token) * stride;
        arithmetic.add(gates, token * stride, distinctGates, to, layout.inputColumns());
      }
    }
  }

  /** Of some tokens, whose gradients are still in the cache. */
  private void multiplyInputErrors(PackedWeights weights, int first, int end) {
    int width = layout.inputWidth();
    Arrays.fill(inputError, first * width, end * width, 0);
    arithmetic.multiply(
        new Rows(gates, layout.gateStride()).at(first * layout.gateStride()),
        end - first,
        weights.inputTransposed,
        width,
        layout.inputColumns(),
        new Rows(inputError, width).at(first * width));
  }

  private void beginErrors(FloatView steps, List<FloatView> last) {
    int segments = packing.segments().size();
    int width = layout.width();
    int stack = (segments + packing.tokens()) * width;
    hiddenError = Capacity.grown(hiddenError, stack);
    memoryError = Capacity.grown(memoryError, (long) segments * width);
    inputError = Capacity.grown(inputError, (long) packing.tokens() * layout.inputWidth());
    arrays = arrays();
    Arrays.fill(hiddenError, 0, stack, 0);
    Arrays.fill(memoryError, 0, segments * width, 0);
    if (steps != null) {
      gather(steps, hiddenError, segments, width, layout.units());
    }
    float[] error = new float[layout.units()];
    for (int r = 0; r < segments; r++) {
      Segment segment = packing.segments().get(r);
      for (int i = 0; i < last.size() && segment.isFinal(backward); i++) {
        last.get(i).read(last.get(i).index(segment.sequence(), 0), 1, error, 0, error.length);
        int to = (i == 0 ? rowOfEnd(r) : r) * width;
        float[] errors = i == 0 ? hiddenError : memoryError;
        for (int j = 0; j < error.length; j++) {
          errors[to + j] += error[j];
        }
      }
    }
  }

  /** Writes the gradients by the initial states of the segments that start at step 0. */
  void writeStart(int state, FloatView gradient) {
    float[] errors = state == 0 ? hiddenError : memoryError;
    for (int r = 0; r < packing.segments().size(); r++) {
      Segment segment = packing.segments().get(r);
      if (segment.start() == 0) {
        int to = gradient.index(segment.sequence(), 0);
        gradient.write(to, 1, errors, r * layout.width(), layout.units());
      }
    }
  }

  /** Adds the gradients by the input to {@code [B, T, C]}. */
  void addInputError(float[] sum) {
    int count = layout.inputs();
    for (int step = 0; step < packing.steps(); step++) {
      int token = packing.offset(step);
      for (int r = 0; r < packing.live(step); r++) {
        Segment segment = packing.segments().get(r);
        int to = (segment.sequence() * packing.time() + segment.time(step, backward)) * count;
        int from = (token + r) * layout.inputWidth();
        for (int c = 0; c < count; c++) {
          sum[to + c] += inputError[from + c];
        }
      }
    }
  }
}
