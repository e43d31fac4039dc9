package io.github.rnn4j.benchmark.pytorch;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Weights;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** Runs predictions. */
final class PytorchInference implements Session {
  private final PytorchNetwork network;
  private final PytorchMinibatch minibatch;

  PytorchInference(Assignment assignment, Weights weights, boolean packed) {
    var shape = assignment.work().network();
    boolean pack = packed && assignment.work().isVariable();
    network = new PytorchNetwork(shape, weights);
    minibatch = new PytorchMinibatch(shape, assignment.minibatches().get(0), pack);
  }

  @Override
  public long parameters() {
    return network.parameterCount();
  }

  @Override
  public double step() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      return minibatch.output(network).mean().item_float();
    }
  }

  @Override
  public void close() {
    // Java frees the tensors with their objects
  }
}
