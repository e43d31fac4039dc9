package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Head;
import io.github.rnn4j.benchmark.work.Session;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** Trains a network with {@code fit}. */
final class Dl4jTraining implements Session {
  private final NeuralNetwork network;
  private final List<DataSet> minibatches;
  private final double lossSteps;

  Dl4jTraining(NeuralNetwork network, Assignment assignment) {
    this.network = network;
    minibatches =
        assignment.minibatches().stream()
            .map(minibatch -> MinibatchArrays.dataSet(assignment, minibatch))
            .toList();
    // Deeplearning4j sums the losses over the steps of a sequence.
    boolean once = assignment.work().network().head() == Head.REVIEW_CLASS;
    lossSteps = once ? 1 : assignment.minibatches().get(0).steps();
  }

  @Override
  public long parameters() {
    return NetworkWeights.count(network);
  }

  @Override
  public double step() {
    double first = Double.NaN;
    for (DataSet minibatch : minibatches) {
      network.fit(minibatch);
      first = Double.isNaN(first) ? ((Model) network).score() / lossSteps : first;
    }
    return first;
  }

  @Override
  public void close() {
    // Java frees the arrays with their objects
  }
}
