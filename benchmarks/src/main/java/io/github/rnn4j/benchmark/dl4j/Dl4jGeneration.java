package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Sampler;
import io.github.rnn4j.benchmark.work.Session;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Samples one symbol after another with {@code rnnTimeStep}, from a fresh state. */
final class Dl4jGeneration implements Session {
  private final MultiLayerNetwork network;
  private final int count;
  private final Sampler sampler = new Sampler();

  Dl4jGeneration(MultiLayerNetwork network, Assignment assignment) {
    this.network = network;
    count = assignment.work().batch().longest();
  }

  @Override
  public long parameters() {
    return NetworkWeights.count(network);
  }

  @Override
  public double step() {
    network.rnnClearPreviousState();
    int symbol = 0;
    for (int i = 0; i < count; i++) {
      INDArray input = Nd4j.createFromArray(new float[][][] {{{symbol}}}); // [1, 1, 1]
      INDArray output = network.rnnTimeStep(input); // [1, V, 1]
      symbol = sampler.draw(output.reshape(output.length()).toFloatVector());
    }
    return sampler.meanSurprise();
  }

  @Override
  public void close() {
    // Java frees the arrays with their objects
  }
}
