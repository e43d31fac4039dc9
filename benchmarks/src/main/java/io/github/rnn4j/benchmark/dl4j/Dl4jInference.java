package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Session;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Runs predictions with {@code output}. */
final class Dl4jInference implements Session {
  private final NeuralNetwork network;
  private final DataSet minibatch;

  Dl4jInference(NeuralNetwork network, Assignment assignment) {
    this.network = network;
    minibatch = MinibatchArrays.dataSet(assignment, assignment.minibatches().get(0));
  }

  @Override
  public long parameters() {
    return NetworkWeights.count(network);
  }

  @Override
  public double step() {
    INDArray features = minibatch.getFeatures();
    INDArray mask = minibatch.getFeaturesMaskArray();
    INDArray output =
        network instanceof MultiLayerNetwork list
            ? list.output(features, false, mask, null)
            : ((ComputationGraph) network)
                .output(
                    false,
                    new INDArray[] {features},
                    mask == null ? null : new INDArray[] {mask},
                    null)[0];
    return output.meanNumber().doubleValue();
  }

  @Override
  public void close() {
    // Java frees the arrays with their objects
  }
}
