package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.simd.CellArrays;
import io.github.rnn4j.kernel.simd.FloatArithmetic;
import io.github.rnn4j.kernel.simd.FloatArithmetic.Columns;
import io.github.rnn4j.kernel.simd.FloatArithmetic.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Some runs of one direction, from first to last step on one thread. Its arrays are used again by
 * the next pass, and grow where that needs more.
 */
final class VectorPart {
  private static final float[] NONE = {};

  private final VectorLayout layout;
  private final FloatArithmetic arithmetic;
  private final VectorCell cell;
  private final VectorDropout dropout;

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
  private CellArrays arrays;
  private Rows[] before;
  private Rows[] z;
  private Rows[] errors;

  VectorPart(VectorLayout layout, FloatArithmetic arithmetic) {
    this.layout = layout;
    this.arithmetic = arithmetic;
    cell = VectorCell.of(layout.shape(), arithmetic);
    dropout = new VectorDropout(layout);
  }

  Packing packing() {
    return packing;
  }

  float[] x() {
    return x;
  }

  /** After the backward pass: the gradients of the weighted sums. */
  float[] gates() {
    return gates;
  }

  /** The stack of states as the recurrent product took them. */
  float[] recurrentInput() {
    return dropout.isOn() ? dropout.states() : hidden;
  }

  float[] inputError() {
    return inputError;
  }

  private int states() {
    return layout.shape().type().states();
  }

  /** Number of floats that are kept for the next pass. */
  long reserved() {
    return Stream.of(x, gates, hidden, memory, tanhMemory, hiddenError, memoryError, inputError)
            .mapToLong(array -> array.length)
            .sum()
        + dropout.reserved();
  }

  /** Takes other runs, with the recurrent mask of all sequences; null for none. */
  void reset(Packing runs, boolean fromTheEnd, FloatView recurrentMask) {
    packing = runs;
    dropout.reset(runs, recurrentMask);
    backward = fromTheEnd;
    long tokens = runs.tokens();
    long stack = (tokens + runs.runs().size()) * layout.width();
    x = Capacity.grown(x, tokens * layout.inputs());
    gates = Capacity.grown(gates, tokens * layout.gateStride() + arithmetic.blockRows());
    hidden = Capacity.grown(hidden, stack);
    if (states() == 2) {
      memory = Capacity.grown(memory, stack);
      tanhMemory = Capacity.grown(tanhMemory, tokens * layout.width());
    }
    arrays = arrays();
  }

  private CellArrays arrays() {
    CellArrays all = new CellArrays(layout.width(), layout.gateStride(), packing.runs().size());
    all.gates = gates;
    all.hidden = hidden;
    all.cell = memory;
    all.tanhCell = tanhMemory;
    all.hiddenError = hiddenError;
    all.cellError = memoryError;
    return all;
  }

  /** Before the time loop: the inputs, the initial states, and the products of all inputs. */
  void project(FloatView input, VectorWeights weights, List<FloatView> start) {
    gather(input, x, 0, layout.inputs(), layout.inputs());
    begin(hidden, start.isEmpty() ? null : start.get(0));
    if (states() == 2) {
      begin(memory, start.isEmpty() ? null : start.get(1));
    }
    int gateStride = layout.gateStride();
    int tokens = packing.tokens();
    for (int token = 0; token < tokens; token++) {
      System.arraycopy(weights.bias, 0, gates, token * gateStride, gateStride);
    }
    arithmetic.multiply(
        new Rows(x, layout.inputs()),
        tokens,
        weights.input,
        layout.inputColumns(),
        layout.inputs(),
        new Rows(gates, gateStride));
    if (dropout.isOn()) {
      dropout.drop(hidden, 0, packing.runs().size());
    }
    before = rows(recurrentInput(), layout.width());
    z = rows(gates, gateStride);
  }

  /** A place for each of two threads. */
  private static Rows[] rows(float[] data, int stride) {
    return new Rows[] {new Rows(data, stride), new Rows(data, stride)};
  }

  /**
   * One step's product of the states, for some gates.
   *
   * @param thread 0 or 1, whose place in the arrays is moved
   */
  void multiplyState(int step, Columns weights, int thread) {
    before[thread].at(rowBefore(step) * layout.width());
    z[thread].at(packing.offset(step) * layout.gateStride() + layout.stateColumn());
    arithmetic.multiply(before[thread], packing.live(step), weights, z[thread]);
  }

  /** One step behind the products. */
  void stepForward(int step) {
    int live = packing.live(step);
    cell.forward(arrays, live, packing.offset(step), rowBefore(step));
    if (dropout.isOn()) {
      dropout.drop(hidden, packing.runs().size() + packing.offset(step), live);
    }
  }

  /** After the time loop: the outputs. */
  void finish(FloatView steps) {
    if (steps != null) {
      scatter(steps);
    }
  }

  /** The row of the state stack that holds the first run's state before a step. */
  int rowBefore(int step) {
    return step == 0 ? 0 : packing.runs().size() + packing.offset(step - 1);
  }

  private int rowOfEnd(int run) {
    int step = packing.runs().get(run).length() - 1;
    return packing.runs().size() + packing.offset(step) + run;
  }

  private void begin(float[] stack, FloatView start) {
    int width = layout.width();
    Arrays.fill(stack, 0, packing.runs().size() * width, 0);
    for (int r = 0; r < packing.runs().size() && start != null; r++) {
      Run run = packing.runs().get(r);
      if (run.start() == 0) {
        start.read(start.index(run.sequence(), 0), 1, stack, r * width, layout.units());
      }
    }
  }

  private void gather(FloatView sequences, float[] to, int firstRow, int stride, int count) {
    for (int step = 0; step < packing.steps(); step++) {
      int token = packing.offset(step);
      for (int r = 0; r < packing.live(step); r++) {
        Run run = packing.runs().get(r);
        int from = sequences.index(run.sequence(), 0, run.time(step, backward));
        sequences.read(from, 1, to, (firstRow + token + r) * stride, count);
      }
    }
  }

  private void scatter(FloatView steps) {
    int runs = packing.runs().size();
    for (int step = 0; step < packing.steps(); step++) {
      int token = packing.offset(step);
      for (int r = 0; r < packing.live(step); r++) {
        Run run = packing.runs().get(r);
        int to = steps.index(run.sequence(), 0, run.time(step, backward));
        steps.write(to, 1, hidden, (runs + token + r) * layout.width(), layout.units());
      }
    }
  }

  /** Copies the final state of each sequence, or the carried one, into {@code [B, H]}. */
  void copyEnds(int state, boolean carried, float[] ends) {
    float[] stack = state == 0 ? hidden : memory;
    for (int r = 0; r < packing.runs().size(); r++) {
      Run run = packing.runs().get(r);
      boolean wanted =
          carried ? run.start() + run.length() == packing.time() : run.isFinal(backward);
      if (wanted) {
        int to = run.sequence() * layout.units();
        System.arraycopy(stack, rowOfEnd(r) * layout.width(), ends, to, layout.units());
      }
    }
  }

  /** Before the time loop backward: the errors that come from above. */
  void collectErrors(FloatView steps, List<FloatView> last) {
    beginErrors(steps, last);
    z = rows(gates, layout.gateStride());
    errors = rows(dropout.isOn() ? dropout.errors() : hiddenError, layout.width());
  }

  /** One step back through the cell: leaves the gradients of the weighted sums in the gates. */
  void stepBackward(int step) {
    cell.backward(arrays, packing.live(step), packing.offset(step), rowBefore(step));
    if (dropout.isOn()) {
      dropout.clearErrors(packing.live(step));
    }
  }

  /**
   * One step's errors of the states before it, for some units.
   *
   * @param thread 0 or 1, whose place in the arrays is moved
   */
  void multiplyErrors(int step, Columns weights, int thread) {
    z[thread].at(packing.offset(step) * layout.gateStride() + layout.stateColumn());
    errors[thread].at(dropout.isOn() ? 0 : rowBefore(step) * layout.width());
    arithmetic.multiply(z[thread], packing.live(step), weights, errors[thread]);
  }

  /** After {@link #multiplyErrors} for all units. */
  void passErrors(int step) {
    if (dropout.isOn()) {
      dropout.addErrors(hiddenError, rowBefore(step), packing.live(step));
    }
  }

  /** After the time loop backward: the gradients by the input. */
  void projectErrors(VectorWeights weights) {
    int inputWidth = layout.inputWidth();
    inputError = Capacity.grown(inputError, (long) packing.tokens() * inputWidth);
    Arrays.fill(inputError, 0, packing.tokens() * inputWidth, 0);
    arithmetic.multiply(
        new Rows(gates, layout.gateStride()),
        packing.tokens(),
        weights.inputTransposed,
        inputWidth,
        layout.inputColumns(),
        new Rows(inputError, inputWidth));
  }

  private void beginErrors(FloatView steps, List<FloatView> last) {
    int runs = packing.runs().size();
    int width = layout.width();
    int stack = (runs + packing.tokens()) * width;
    hiddenError = Capacity.grown(hiddenError, stack);
    memoryError = Capacity.grown(memoryError, (long) runs * width);
    arrays = arrays();
    Arrays.fill(hiddenError, 0, stack, 0);
    Arrays.fill(memoryError, 0, runs * width, 0);
    if (steps != null) {
      gather(steps, hiddenError, runs, width, layout.units());
    }
    float[] error = new float[layout.units()];
    for (int r = 0; r < runs; r++) {
      Run run = packing.runs().get(r);
      for (int i = 0; i < last.size() && run.isFinal(backward); i++) {
        last.get(i).read(last.get(i).index(run.sequence(), 0), 1, error, 0, error.length);
        int to = (i == 0 ? rowOfEnd(r) : r) * width;
        float[] errors = i == 0 ? hiddenError : memoryError;
        for (int j = 0; j < error.length; j++) {
          errors[to + j] += error[j];
        }
      }
    }
  }

  /** Writes the gradients by the initial states of the runs that start at step 0. */
  void writeStart(int state, FloatView gradient) {
    float[] errors = state == 0 ? hiddenError : memoryError;
    for (int r = 0; r < packing.runs().size(); r++) {
      Run run = packing.runs().get(r);
      if (run.start() == 0) {
        int to = gradient.index(run.sequence(), 0);
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
        Run run = packing.runs().get(r);
        int to = (run.sequence() * packing.time() + run.time(step, backward)) * count;
        int from = (token + r) * layout.inputWidth();
        for (int c = 0; c < count; c++) {
          sum[to + c] += inputError[from + c];
        }
      }
    }
  }
}
