package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.array.Capacity;
import io.github.rnn4j.kernel.cell.CellArrays;
import io.github.rnn4j.kernel.cell.GateLayout;
import java.util.ArrayList;
import java.util.List;

/** The state of some streams between steps, and the arrays of a step. Not thread-safe. */
public final class StepState {
  final int streams;
  final int[] tokens;

  private final StepModel model;
  private final float[] input; // [B, C]
  private final List<Level> levels = new ArrayList<>();
  private final float[] sums; // [B, V padded]
  private final StepProduct outputProduct;
  private final float[] logits; // [B, V]
  private final float[] output; // [B, V]

  /** One recurrent layer of these streams. */
  private record Level(
      StepWeights cell, CellArrays arrays, StepProduct inputProduct, StepProduct stateProduct) {}

  StepState(StepModel model, int streams) {
    this.model = model;
    this.streams = streams;
    tokens = new int[streams];
    int width = model.cells.get(0).layout.inputs();
    input = new float[Capacity.of((long) streams * width)];
    Rows below = new Rows(input, width);
    for (StepWeights cell : model.cells) {
      Level level = level(cell, below);
      levels.add(level);
      below = new Rows(level.arrays().hidden, level.arrays().width);
    }
    sums = new float[Capacity.of((long) streams * model.output.width())];
    Rows to = new Rows(sums, model.output.width());
    outputProduct = new StepProduct(model.output.weights, streams, below, to);
    logits = new float[streams * model.outputs()];
    output = new float[logits.length];
  }

  private Level level(StepWeights cell, Rows below) {
    GateLayout layout = cell.layout;
    CellArrays arrays = new CellArrays(layout.width(), layout.gateStride(), 0);
    int size = Capacity.of((long) streams * layout.width());
    arrays.gates = new float[Capacity.of((long) streams * layout.gateStride())];
    arrays.hidden = new float[size];
    if (layout.shape().type().states() == 2) {
      arrays.cell = new float[size];
      arrays.tanhCell = new float[size];
    }
    Rows sums = new Rows(arrays.gates, layout.gateStride());
    Rows recurrent = new Rows(arrays.gates, layout.gateStride()).at(layout.stateColumn());
    return new Level(
        cell,
        arrays,
        new StepProduct(cell.input, streams, below, sums),
        new StepProduct(cell.state, streams, new Rows(arrays.hidden, layout.width()), recurrent));
  }

  /**
   * Sets the states of all layers.
   *
   * @param states {@code [B, S]}: for each stream, the layers' states from the input on, hidden
   *     state before cell state
   */
  void set(float[] states) {
    int from = 0;
    for (int stream = 0; stream < streams; stream++) {
      for (Level level : levels) {
        int units = level.cell().layout.units();
        int row = stream * level.cell().layout.width();
        System.arraycopy(states, from, level.arrays().hidden, row, units);
        from += units;
        if (level.arrays().cell != null) {
          System.arraycopy(states, from, level.arrays().cell, row, units);
          from += units;
        }
      }
    }
  }

  /** {@code [B, C]}: the input vectors of a step. */
  float[] input() {
    return input;
  }

  /** {@code [B, gates]} of a layer. */
  float[] gates(int layer) {
    return levels.get(layer).arrays().gates;
  }

  /** Writes {@code x W + b} of the first layer from the input vectors. */
  void multiplyInput() {
    multiplyInput(levels.get(0));
  }

  private void multiplyInput(Level level) {
    level.cell().fill(level.arrays().gates, streams);
    level.inputProduct().run();
  }

  /** Computes the rest of a step, after {@code x W + b} of the first layer. */
  void advance() {
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      if (i > 0) {
        multiplyInput(level);
      }
      level.stateProduct().run();
      level.cell().gates.forward(level.arrays(), streams, 0, 0);
    }
    model.output.fill(sums, streams);
    outputProduct.run();
    int width = model.output.width();
    int outputs = model.outputs();
    for (int r = 0; r < streams; r++) {
      System.arraycopy(sums, r * width, logits, r * outputs, outputs);
      model.output.activate(logits, output, r * outputs);
    }
  }

  /**
   * Returns the model that this state belongs to.
   *
   * @return the model
   */
  public StepModel model() {
    return model;
  }

  /**
   * Number of streams {@code B}.
   *
   * @return at least 1
   */
  public int streams() {
    return streams;
  }

  /**
   * The outputs of the last step, before the activation.
   *
   * @return {@code [B, V]}, the same array at every step
   */
  public float[] logits() {
    return logits;
  }

  /**
   * The outputs of the last step.
   *
   * @return {@code [B, V]}, the same array at every step
   */
  public float[] output() {
    return output;
  }

  /**
   * Creates another state with the same numbers.
   *
   * @return the copy
   */
  public StepState copy() {
    return copy(0, streams);
  }

  /**
   * Creates a state of some of the streams with the same numbers.
   *
   * @param first the first of these streams, from 0
   * @param count their number, at least 1
   * @return the copy
   */
  public StepState copy(int first, int count) {
    StepState copy = new StepState(model, count);
    for (int i = 0; i < levels.size(); i++) {
      CellArrays from = levels.get(i).arrays();
      CellArrays to = copy.levels.get(i).arrays();
      int width = levels.get(i).cell().layout.width();
      System.arraycopy(from.hidden, first * width, to.hidden, 0, count * width);
      if (from.cell != null) {
        System.arraycopy(from.cell, first * width, to.cell, 0, count * width);
      }
    }
    int outputs = model.outputs();
    System.arraycopy(logits, first * outputs, copy.logits, 0, count * outputs);
    System.arraycopy(output, first * outputs, copy.output, 0, count * outputs);
    return copy;
  }
}
