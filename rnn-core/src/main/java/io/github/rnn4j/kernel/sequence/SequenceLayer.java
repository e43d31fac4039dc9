package io.github.rnn4j.kernel.sequence;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.step.StepWeights;
import io.github.rnn4j.kernel.threads.KernelThreads;
import io.github.rnn4j.kernel.threads.SecondThread;
import java.util.List;

/** A recurrent layer with one or two directions. Immutable. */
final class SequenceLayer {
  private final SequenceModel.Layer source;
  private final List<StepWeights> weights; // by direction

  SequenceLayer(SequenceModel.Layer source, FloatArithmetic arithmetic) {
    this.source = source;
    weights =
        source.directions().stream()
            .map(parameters -> new StepWeights(source.shape(), parameters, arithmetic))
            .toList();
  }

  private int directionSize() {
    return Math.max(1, source.ends()) * source.shape().units();
  }

  /** Number of features of a row of the output. */
  int outputs() {
    return source.merge() == StateMerge.CONCAT ? weights.size() * directionSize() : directionSize();
  }

  /** Returns whether the layer yields one row for each sequence instead of one for each step. */
  boolean yieldsEnds() {
    return source.ends() > 0;
  }

  /** Number of multiplications for one step of one sequence in one direction. */
  long work() {
    return (long) weights.get(0).layout.gateStride()
        * (source.shape().inputs() + source.shape().units());
  }

  /** Number of multiplications for one step of one sequence. */
  long allWork() {
    return weights.size() * work();
  }

  /** Number of floats for one step between this layer and its neighbours. */
  int numbers() {
    return source.shape().inputs() + weights.size() * directionSize();
  }

  /**
   * Computes the layer for a group of sequences.
   *
   * @param buffer which buffer of the scratch memory receives the output
   * @param helped whether the second thread may help
   * @return a row for each step of each sequence, or for each sequence if the layer yields final
   *     states
   */
  float[] run(SequenceGroup group, LayerInput input, Scratch scratch, int buffer, boolean helped) {
    int rows = yieldsEnds() ? group.count() : group.packing.tokens();
    int stride = weights.size() * directionSize();
    float[] states = scratch.buffer(buffer, (long) rows * stride);
    for (int d = 0; d < weights.size(); d++) {
      LayerOutput output = new LayerOutput(states, stride, d * directionSize(), source.ends());
      boolean backward = source.backward() || d == 1;
      scratch.loops.get(d).prepare(weights.get(d), backward, group, input, output);
    }
    run(scratch.loops.subList(0, weights.size()), helped, group.packing.tokens() * work());
    if (weights.size() == 2 && source.merge() != StateMerge.CONCAT) {
      source.merge().merge(states, rows, directionSize());
    }
    return states;
  }

  private static void run(List<DirectionLoop> loops, boolean helped, long work) {
    if (loops.size() == 2 && helped && KernelThreads.countFor(work) > 1) {
      SecondThread.INSTANCE.run(d -> loops.get(d).run(false));
    } else {
      loops.forEach(loop -> loop.run(helped));
    }
  }
}
