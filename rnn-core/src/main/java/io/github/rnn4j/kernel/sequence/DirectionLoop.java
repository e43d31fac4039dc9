package io.github.rnn4j.kernel.sequence;

import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.array.Capacity;
import io.github.rnn4j.kernel.cell.CellArrays;
import io.github.rnn4j.kernel.cell.GateLayout;
import io.github.rnn4j.kernel.step.StepProduct;
import io.github.rnn4j.kernel.step.StepWeights;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Runs one direction of a recurrent layer over a group of sequences.
 *
 * <p>It computes some steps at a time: first the product {@code x W} for all of them, then step
 * after step {@code h RW} and the gates. Only their gates and states are in memory; the states
 * after the last of these steps are the initial states of the next ones. The arrays are reused and
 * grow if necessary. Not thread-safe.
 */
final class DirectionLoop {
  /** Number of gates computed at a time, few enough to stay in the cache. */
  private static final int GATES_AT_ONCE = 1 << 16;

  private static final float[] NONE = {};

  private int[] rows = {}; // of the steps at a time
  private float[] x = NONE; // [steps at a time, C]
  private float[] gates = NONE; // [steps at a time, gates]
  private float[] hidden = NONE; // [sequences + steps at a time, H]
  private float[] memory = NONE; // the same, an LSTM's cell state
  private float[] tanhMemory = NONE; // [steps at a time, H]

  private StepWeights weights;
  private GateLayout layout;
  private Packing packing;
  private SequenceGroup group;
  private boolean backward;
  private LayerInput input;
  private LayerOutput output;
  private int last; // row in the stacks of the first state after the last computed step
  private boolean direct; // whether the rows of x are those of the input
  private StepProduct inputProduct;
  private StepProduct stateProduct;

  /** Number of floats kept for the next run. */
  long reserved() {
    return rows.length
        + Stream.of(x, gates, hidden, memory, tanhMemory).mapToLong(array -> array.length).sum();
  }

  /** Sets what {@link #run} computes. */
  void prepare(
      StepWeights of,
      boolean fromTheEnd,
      SequenceGroup sequences,
      LayerInput from,
      LayerOutput to) {
    weights = of;
    layout = of.layout;
    group = sequences;
    packing = sequences.packing;
    backward = fromTheEnd;
    input = from;
    output = to;
    direct = input.vectors() != null && group.count() == 1 && !backward;
    reserve();
    float[] vectors = direct ? input.vectors() : x;
    int stride = layout.gateStride();
    inputProduct =
        new StepProduct(
            weights.input, 0, new Rows(vectors, layout.inputs()), new Rows(gates, stride));
    stateProduct =
        new StepProduct(
            weights.state, 0, new Rows(hidden, layout.width()), new Rows(gates, stride));
  }

  private void reserve() {
    int tokens = Math.min(packing.tokens(), Math.max(tokensAtOnce(), group.count()));
    long stack = (long) (group.count() + tokens) * layout.width();
    if (rows.length < tokens) {
      rows = new int[tokens];
    }
    if (input.vectors() != null && !direct) {
      x = Capacity.grown(x, (long) tokens * layout.inputs());
    }
    gates = Capacity.grown(gates, (long) tokens * layout.gateStride());
    hidden = Capacity.grown(hidden, stack);
    if (hasMemory()) {
      memory = Capacity.grown(memory, stack);
      tanhMemory = Capacity.grown(tanhMemory, (long) tokens * layout.width());
    }
  }

  private int tokensAtOnce() {
    return Math.max(1, GATES_AT_ONCE / layout.gateStride());
  }

  private boolean hasMemory() {
    return layout.shape().type().states() == 2;
  }

  /**
   * Computes all steps.
   *
   * @param helped whether the second thread may help with large products
   */
  void run(boolean helped) {
    int end;
    for (int begin = 0; begin < packing.steps(); begin = end) {
      end = end(begin);
      startFrom(begin);
      multiplyInput(begin, end, helped);
      advance(begin, end, helped);
      write(begin, end);
    }
  }

  /** Returns the end of the steps that are computed together with {@code begin}. */
  private int end(int begin) {
    int end = begin + 1;
    while (end < packing.steps() && tokens(begin, end + 1) <= tokensAtOnce()) {
      end++;
    }
    return end;
  }

  private int tokens(int begin, int end) {
    return packing.offset(end) - packing.offset(begin);
  }

  /** Moves the states before a step to the beginning of the stacks. */
  private void startFrom(int begin) {
    int count = packing.live(begin) * layout.width();
    if (begin == 0) {
      Arrays.fill(hidden, 0, count, 0);
      if (hasMemory()) {
        Arrays.fill(memory, 0, count, 0);
      }
      return;
    }
    int from = last * layout.width();
    System.arraycopy(hidden, from, hidden, 0, count);
    if (hasMemory()) {
      System.arraycopy(memory, from, memory, 0, count);
    }
  }

  private void multiplyInput(int begin, int end, boolean helped) {
    findRows(begin, end);
    int count = tokens(begin, end);
    weights.fill(gates, count);
    if (input.vectors() == null) {
      input.addTokens(rows, count, weights, gates);
      return;
    }
    if (!direct) {
      input.gather(rows, count, layout.inputs(), x);
    }
    inputProduct.at(count, direct ? begin * layout.inputs() : 0, 0).run(helped);
  }

  private void findRows(int begin, int end) {
    int i = 0;
    for (int step = begin; step < end; step++) {
      for (int rank = 0; rank < packing.live(step); rank++) {
        rows[i++] = group.row(rank, step, backward);
      }
    }
  }

  private void advance(int begin, int end, boolean helped) {
    int segments = packing.live(begin);
    CellArrays arrays = arrays(segments);
    int before = 0;
    for (int step = begin; step < end; step++) {
      int live = packing.live(step);
      int token = tokens(begin, step);
      stateProduct
          .at(live, before * layout.width(), token * layout.gateStride() + layout.stateColumn())
          .run(helped);
      weights.gates.forward(arrays, live, token, before);
      before = segments + token;
    }
    last = before;
  }

  private CellArrays arrays(int segments) {
    CellArrays arrays = new CellArrays(layout.width(), layout.gateStride(), segments);
    arrays.gates = gates;
    arrays.hidden = hidden;
    arrays.cell = memory;
    arrays.tanhCell = tanhMemory;
    return arrays;
  }

  private void write(int begin, int end) {
    int segments = packing.live(begin);
    if (output.ends() == 0) {
      for (int i = 0; i < tokens(begin, end); i++) {
        output.write(hidden, (segments + i) * layout.width(), rows[i], 0, layout.units());
      }
      return;
    }
    int remaining = end == packing.steps() ? 0 : packing.live(end);
    for (int rank = remaining; rank < segments; rank++) {
      int token = tokens(begin, group.length(rank) - 1) + rank;
      int from = (segments + token) * layout.width();
      output.write(hidden, from, rank, 0, layout.units());
      if (output.ends() > 1) {
        output.write(memory, from, rank, 1, layout.units());
      }
    }
  }
}
