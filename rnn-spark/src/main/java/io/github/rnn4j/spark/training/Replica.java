package io.github.rnn4j.spark.training;

import io.github.rnn4j.loop.NetworkCounters;
import io.github.rnn4j.optimizer.DirectUpdater;
import io.github.rnn4j.optimizer.GradientNorm;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A copy of the network, which one thread uses at a time. */
final class Replica {

  private final Model network;
  private final GradientNorm norm;
  private final Learner.Counter counter;
  private float[] numbers;
  private long version;
  private boolean measuring;

  Replica(Learner learner) {
    network = learner.network();
    norm = learner.gradientNorm();
    counter = learner.counter(network);
    NetworkNumbers.initGradients(network);
  }

  Learner.Counter counter() {
    return counter;
  }

  Model network() {
    return network;
  }

  GradientNorm norm() {
    return norm;
  }

  /** Takes a version of the parameters, and of the state of the updater if that is sent as well. */
  float[] take(Weights.Version wanted) {
    if (numbers == null || version < wanted.first() || version > wanted.number()) {
      numbers = wanted.complete().value().numbers().clone();
      version = wanted.first();
    }
    for (Broadcast<FloatChanges> changes :
        wanted.changes().subList((int) (version - wanted.first()), wanted.changes().size())) {
      changes.value().forEach((place, value) -> numbers[place] = value);
    }
    version = wanted.number();
    NetworkNumbers.write(network, numbers);
    return numbers;
  }

  /** Computes the gradient of a minibatch, summed over its sequences. */
  float[] gradient(DataSet minibatch, long seed) {
    Nd4j.getRandom().setSeed(seed);
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    if (network instanceof ComputationGraph graph) {
      graph.setInputs(minibatch.getFeatures());
      graph.setLabels(minibatch.getLabels());
      graph.setLayerMaskArrays(
          masks(minibatch.getFeaturesMaskArray()), masks(minibatch.getLabelsMaskArray()));
      graph.computeGradientAndScore(workspaces);
      graph.clearLayerMaskArrays();
    } else {
      MultiLayerNetwork layers = (MultiLayerNetwork) network;
      layers.setInput(minibatch.getFeatures());
      layers.setLabels(minibatch.getLabels());
      layers.setLayerMaskArrays(minibatch.getFeaturesMaskArray(), minibatch.getLabelsMaskArray());
      layers.computeGradientAndScore(workspaces);
      layers.clearLayerMaskArrays();
    }
    new NetworkCounters(network)
        .listeners()
        .forEach(listener -> listener.onGradientCalculation(network));
    return NetworkNumbers.of(network.getGradientsViewArray());
  }

  private static INDArray[] masks(INDArray mask) {
    return mask == null ? null : new INDArray[] {mask};
  }

  /** Trains on a minibatch, and updates this copy alone. */
  void fit(DataSet minibatch, long seed) {
    Nd4j.getRandom().setSeed(seed);
    NeuralNetwork trained = (NeuralNetwork) network;
    DirectUpdater.install(trained);
    if (!measuring) { // not while only gradients are computed, which the driver clips
      network.addListeners(norm);
      measuring = true;
    }
    trained.fit(minibatch);
  }
}
