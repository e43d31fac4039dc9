package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.simd.FloatArithmetic.Columns;

/** The steps of some runs, one after the other, forward and backward. */
interface TimeLoop {

  void forward();

  void backward();

  /** One part on one thread, from the first step to the last without waiting for another. */
  record Alone(VectorPart part, VectorWeights weights) implements TimeLoop {
    @Override
    public void forward() {
      for (int step = 0; step < part.packing().steps(); step++) {
        part.multiplyState(step, weights.stateColumns, 0);
        part.stepForward(step);
      }
    }

    @Override
    public void backward() {
      for (int step = part.packing().steps() - 1; step >= 0; step--) {
        part.stepBackward(step);
        part.multiplyErrors(step, weights.errorColumns, 0);
        part.passErrors(step);
      }
    }
  }

  /**
   * Two parts on two threads, step by step: each thread multiplies the states of both parts with
   * its half of the weights, which stays in its processor's own cache, then does the cells of its
   * part. For weights that are too large for that cache as a whole: each thread would fetch all of
   * them from farther away at every step.
   */
  final class Together implements TimeLoop {
    private final VectorPart[] parts;
    private final Columns[] stateHalves;
    private final Columns[] errorHalves;
    private final TwoSlices multiplyState = this::multiplyState;
    private final TwoSlices stepForward = this::stepForward;
    private final TwoSlices stepBackward = this::stepBackward;
    private final TwoSlices multiplyErrors = this::multiplyErrors;
    private int step;

    Together(VectorPart one, VectorPart other, VectorWeights weights) {
      parts = new VectorPart[] {one, other};
      Columns state = weights.stateColumns;
      Columns errors = weights.errorColumns;
      stateHalves = new Columns[] {state.half(0), state.half(1)};
      errorHalves = new Columns[] {errors.half(0), errors.half(1)};
    }

    private int steps() {
      return Math.max(parts[0].packing().steps(), parts[1].packing().steps());
    }

    private boolean isOver(VectorPart part) {
      return step >= part.packing().steps();
    }

    @Override
    public void forward() {
      for (step = 0; step < steps(); step++) {
        SecondThread.INSTANCE.run(multiplyState);
        SecondThread.INSTANCE.run(stepForward);
      }
    }

    private void multiplyState(int thread) {
      for (VectorPart part : parts) {
        if (!isOver(part)) {
          part.multiplyState(step, stateHalves[thread], thread);
        }
      }
    }

    private void stepForward(int thread) {
      if (!isOver(parts[thread])) {
        parts[thread].stepForward(step);
      }
    }

    @Override
    public void backward() {
      for (step = steps() - 1; step >= 0; step--) {
        SecondThread.INSTANCE.run(stepBackward);
        SecondThread.INSTANCE.run(multiplyErrors);
        for (VectorPart part : parts) {
          if (!isOver(part)) {
            part.passErrors(step);
          }
        }
      }
    }

    private void stepBackward(int thread) {
      if (!isOver(parts[thread])) {
        parts[thread].stepBackward(step);
      }
    }

    private void multiplyErrors(int thread) {
      for (VectorPart part : parts) {
        if (!isOver(part)) {
          part.multiplyErrors(step, errorHalves[thread], thread);
        }
      }
    }
  }
}
