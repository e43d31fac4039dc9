package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Sampler;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.stateful.StepwiseNetwork;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Samples one symbol after another with a {@link StepwiseNetwork}, from a fresh state. */
final class StepwiseGeneration implements Session {
  private final long parameters;
  private final StepwiseNetwork network;
  private final int count;
  private final Sampler sampler = new Sampler();

  StepwiseGeneration(MultiLayerNetwork network, Assignment assignment) {
    parameters = NetworkWeights.count(network);
    this.network = StepwiseNetwork.of(network);
    count = assignment.work().batch().longest();
  }

  @Override
  public long parameters() {
    return parameters;
  }

  @Override
  public double step() {
    StepwiseNetwork.State state = network.start();
    int symbol = 0;
    for (int i = 0; i < count; i++) {
      symbol = sampler.draw(network.step(symbol, state));
    }
    return sampler.meanSurprise();
  }

  @Override
  public void close() {
    // Java frees the arrays with their objects
  }
}
