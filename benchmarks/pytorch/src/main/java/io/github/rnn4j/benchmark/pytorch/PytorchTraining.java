package io.github.rnn4j.benchmark.pytorch;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Weights;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;

/** Trains a network. */
final class PytorchTraining implements Session {
  private final PytorchNetwork network;
  private final List<PytorchMinibatch> minibatches;
  private final Adam adam;

  PytorchTraining(Assignment assignment, Weights weights, boolean packed) {
    var shape = assignment.work().network();
    boolean pack = packed && assignment.work().isVariable();
    network = new PytorchNetwork(shape, weights);
    minibatches =
        assignment.minibatches().stream()
            .map(minibatch -> new PytorchMinibatch(shape, minibatch, pack))
            .toList();
    adam = new Adam(network.parameters(), new AdamOptions(0.001));
  }

  @Override
  public long parameters() {
    return network.parameterCount();
  }

  @Override
  public double step() {
    double first = Double.NaN;
    for (PytorchMinibatch minibatch : minibatches) {
      try (PointerScope scope = new PointerScope()) {
        adam.zero_grad();
        Tensor loss = minibatch.loss(network);
        loss.backward();
        adam.step();
        first = Double.isNaN(first) ? loss.item_float() : first;
      }
    }
    return first;
  }

  @Override
  public void close() {
    adam.deallocate();
  }
}
