package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.DirectionBackward;
import io.github.rnn4j.kernel.DirectionForward;
import io.github.rnn4j.kernel.InputGradient;
import io.github.rnn4j.kernel.MatrixRows;
import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.RecurrentEngine;
import io.github.rnn4j.kernel.RecurrentPass;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.GateLayout;
import io.github.rnn4j.kernel.threads.KernelThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a recurrent cell over packed sequences in Java arrays, for FLOAT on the CPU.
 *
 * <p>Weights are packed once per pass. Each thread runs some segments of one direction from first
 * step to last without waiting for other threads. The weight gradients are one product over all
 * tokens after the loop; if there are few weights, each part adds them up within the loop. Each
 * number is computed by one task in a fixed order: with the same number of threads, the same
 * minibatch gives bit-identical results.
 */
final class ArrayEngine implements RecurrentEngine {
  private final GateLayout layout;
  private final FloatArithmetic arithmetic;
  private final List<ArrayDirection> directions = new ArrayList<>();
  private float[] inputError = {};
  private ArrayPass current;

  public ArrayEngine(CellShape shape, FloatArithmetic arithmetic) {
    this.arithmetic = arithmetic;
    layout = GateLayout.of(shape, arithmetic.columnUnit());
  }

  @Override
  public String name() {
    return arithmetic.name();
  }

  @Override
  public RecurrentPass forward(
      Packing packing, INDArray input, List<DirectionForward> wanted, boolean differentiable) {
    while (directions.size() < wanted.size()) {
      directions.add(new ArrayDirection(layout, arithmetic));
    }
    List<ArrayDirection> used = directions.subList(0, wanted.size());
    int parts = parts(packing, wanted.size());
    List<Runnable> packs = new ArrayList<>();
    List<Runnable> tasks = new ArrayList<>();
    FloatView x = new FloatView(input);
    for (int d = 0; d < wanted.size(); d++) {
      ArrayDirection direction = used.get(d);
      direction.reset(wanted.get(d), packing, parts);
      clearMasked(wanted.get(d), packing);
      direction.addForwardPackTasks(packs);
      direction.addForwardTasks(x, tasks);
    }
    run(packs, packing);
    run(tasks, packing);
    current = new ArrayPass(packing, used, differentiable);
    return current;
  }

  @Override
  public MatrixRows rows(INDArray matrix) {
    return new FloatView(matrix);
  }

  /** Number of floats kept for the next pass, not counting the weights. */
  long reserved() {
    return inputError.length + directions.stream().mapToLong(ArrayDirection::reserved).sum();
  }

  private int parts(Packing packing, int directionCount) {
    int perDirection = Math.max(1, KernelThreads.countFor(work(packing)) / directionCount);
    return Math.max(1, Math.min(perDirection, packing.segments().size()));
  }

  private long work(Packing packing) {
    return (long) packing.tokens() * layout.gateStride() * (layout.inputs() + layout.units());
  }

  private void run(List<Runnable> tasks, Packing packing) {
    if (KernelThreads.countFor(work(packing)) == 1) {
      tasks.forEach(Runnable::run);
    } else {
      KernelThreads.run(tasks);
    }
  }

  private static void clearMasked(DirectionForward direction, Packing packing) {
    boolean padded = packing.tokens() < packing.batch() * packing.time();
    if (padded && direction.steps() != null && direction.steps().rank() == 3) {
      direction.steps().assign(0);
    }
  }

  /** Reads the sequences of a part into a state vector, {@code [B, H]}. */
  private interface StateReader {
    void read(TimeLoop part, int state, float[] values);
  }

  private final class ArrayPass implements RecurrentPass {
    private final Packing packing;
    private final List<ArrayDirection> used;
    private boolean differentiable;
    private boolean differentiated;

    private ArrayPass(Packing packing, List<ArrayDirection> used, boolean differentiable) {
      this.packing = packing;
      this.used = used;
      this.differentiable = differentiable;
    }

    @Override
    public List<INDArray> last(int direction) {
      return ends(direction, false);
    }

    @Override
    public List<INDArray> carried(int direction) {
      return ends(direction, true);
    }

    private List<INDArray> ends(int direction, boolean carried) {
      return byState(
          direction, (part, i, ends) -> part.rows().copyEnds(part.states(i), carried, ends));
    }

    /** Lets each part fill in its sequences of the state vectors, {@code [B, H]}. */
    private List<INDArray> byState(int direction, StateReader reader) {
      checkCurrent();
      List<INDArray> states = new ArrayList<>();
      for (int i = 0; i < layout.shape().type().states(); i++) {
        float[] values = new float[packing.batch() * layout.units()];
        for (TimeLoop part : used.get(direction).parts()) {
          reader.read(part, i, values);
        }
        states.add(Nd4j.createFromArray(values).reshape('c', packing.batch(), layout.units()));
      }
      return states;
    }

    @Override
    public boolean isInputFinite() {
      checkCurrent();
      return used.get(0).parts().stream().allMatch(TimeLoop::isInputFinite);
    }

    @Override
    public List<INDArray> startGradient(int direction) {
      if (!differentiated) {
        throw new IllegalStateException(
            "There are no gradients with respect to the initial state before the backward pass");
      }
      return byState(direction, TimeLoop::readStart);
    }

    private void checkCurrent() {
      if (current != this) {
        throw new IllegalStateException(
            "This pass is no longer valid: the engine has started another pass");
      }
    }

    @Override
    public void backward(InputGradient inputGradient, List<DirectionBackward> wanted) {
      checkCurrent();
      if (!differentiable) {
        throw new IllegalStateException(
            "Cannot run backward: this pass was made for prediction, or has already run backward");
      }
      differentiable = false;
      differentiated = true;
      List<Runnable> packs = new ArrayList<>();
      List<Runnable> tasks = new ArrayList<>();
      List<Runnable> gradients = new ArrayList<>();
      for (int d = 0; d < wanted.size(); d++) {
        ArrayDirection direction = used.get(d);
        direction.addBackwardPackTasks(inputGradient.isRead(), packs);
        direction.addBackwardTasks(wanted.get(d), inputGradient, tasks);
        direction.addGradientTasks(wanted.get(d), gradients);
      }
      run(packs, packing);
      run(tasks, packing);
      run(gradients, packing);
      if (inputGradient.isRead()) {
        writeInputGradient(inputGradient.to());
      }
    }

    private void writeInputGradient(INDArray gradient) {
      int features = layout.inputs();
      int rows = packing.batch() * packing.time();
      inputError = Capacity.grown(inputError, (long) rows * features);
      Arrays.fill(inputError, 0, rows * features, 0);
      for (ArrayDirection direction : used) {
        for (TimeLoop part : direction.parts()) {
          part.input().addError(part.rows(), inputError);
        }
      }
      FloatView to = new FloatView(gradient);
      for (int row = 0; row < rows; row++) {
        int index = to.index(row / packing.time(), 0, row % packing.time());
        to.write(index, 1, inputError, row * features, features);
      }
    }
  }
}
