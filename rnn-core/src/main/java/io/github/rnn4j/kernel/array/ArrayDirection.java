package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.DirectionBackward;
import io.github.rnn4j.kernel.DirectionForward;
import io.github.rnn4j.kernel.InputGradient;
import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.GateLayout;
import io.github.rnn4j.kernel.threads.KernelThreads;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One direction of a layer in the array backend: its weights, parts and gradients. */
final class ArrayDirection {
  private final GateLayout layout;
  private final FloatArithmetic arithmetic;
  private final PackedWeights weights;
  private final List<TimeLoop> allParts = new ArrayList<>();
  private final List<WeightGradients> weightGradients =
      new ArrayList<>(); // none if parts have them
  private final BiasGradient biasGradient;
  private List<TimeLoop> parts = List.of();
  private DirectionForward forward;

  ArrayDirection(GateLayout layout, FloatArithmetic arithmetic) {
    this.layout = layout;
    this.arithmetic = arithmetic;
    weights = new PackedWeights(layout, arithmetic);
    biasGradient = new BiasGradient(layout, arithmetic);
    int slices = WeightGradients.stayInCache(layout) ? 0 : KernelThreads.count();
    for (int slice = 0; slice < slices; slice++) {
      weightGradients.add(new WeightGradients(layout, arithmetic, slice, slices));
    }
  }

  List<TimeLoop> parts() {
    return parts;
  }

  /** Number of floats kept for the next pass, not counting the weights. */
  long reserved() {
    return allParts.stream().mapToLong(TimeLoop::reserved).sum()
        + weightGradients.stream().mapToLong(WeightGradients::reserved).sum();
  }

  /** Starts a new minibatch, split into {@code count} parts. */
  void reset(DirectionForward direction, Packing packing, int count) {
    forward = direction;
    while (allParts.size() < count) {
      allParts.add(new TimeLoop(layout, arithmetic));
    }
    parts = allParts.subList(0, count);
    FloatView mask =
        direction.recurrentMask() == null ? null : new FloatView(direction.recurrentMask());
    for (int i = 0; i < count; i++) {
      parts.get(i).reset(packing.part(i, count), direction.backward(), mask);
    }
  }

  void addForwardPackTasks(List<Runnable> tasks) {
    weights.addForwardPackTasks(forward.parameters(), tasks);
  }

  void addBackwardPackTasks(boolean withInput, List<Runnable> tasks) {
    weights.addBackwardPackTasks(forward.parameters(), withInput, tasks);
  }

  void addForwardTasks(FloatView input, List<Runnable> tasks) {
    List<FloatView> start = views(forward.start());
    FloatView steps = forward.steps() == null ? null : new FloatView(forward.steps());
    for (TimeLoop part : parts) {
      tasks.add(() -> part.forward(input, weights, start, steps));
    }
  }

  void addBackwardTasks(
      DirectionBackward backward, InputGradient inputGradient, List<Runnable> tasks) {
    List<FloatView> last = views(backward.last());
    FloatView steps = backward.steps() == null ? null : new FloatView(backward.steps());
    for (TimeLoop part : parts) {
      tasks.add(() -> part.backward(weights, inputGradient, steps, last));
    }
  }

  void addGradientTasks(DirectionBackward backward, List<Runnable> tasks) {
    FloatView ofInput = new FloatView(backward.parameters().get(0));
    FloatView ofState = new FloatView(backward.parameters().get(1));
    if (weightGradients.isEmpty()) {
      tasks.add(() -> writeSumOfParts(ofState, ofInput));
    }
    for (WeightGradients slice : weightGradients) {
      tasks.add(() -> slice.compute(parts, ofState, ofInput));
    }
    tasks.add(() -> biasGradient.compute(parts, backward.parameters()));
  }

  /** Writes the sum over the parts, added in their order. */
  private void writeSumOfParts(FloatView ofState, FloatView ofInput) {
    WeightGradients sum = parts.get(0).gradients();
    for (TimeLoop part : parts.subList(1, parts.size())) {
      sum.add(part.gradients());
    }
    sum.write(ofState, ofInput);
  }

  private static List<FloatView> views(List<INDArray> arrays) {
    return arrays.stream().map(FloatView::new).toList();
  }
}
