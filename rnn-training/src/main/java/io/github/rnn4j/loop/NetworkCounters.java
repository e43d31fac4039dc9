package io.github.rnn4j.loop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * Updates Deeplearning4j's epoch count and calls its epoch listeners. Its {@code fit(iterator)}
 * does both, but {@code fit(minibatch)} does not; learning-rate schedules by epoch and
 * Deeplearning4j's listeners rely on this.
 */
final class NetworkCounters {

  private final Model network;

  NetworkCounters(Model network) {
    if (!(network instanceof MultiLayerNetwork) && !(network instanceof ComputationGraph)) {
      throw new IllegalArgumentException(
          "The network is a "
              + network.getClass().getName()
              + ": it must be a MultiLayerNetwork or a ComputationGraph.");
    }
    this.network = network;
  }

  void epochStarted() {
    listeners().forEach(listener -> listener.onEpochStart(network));
  }

  void epochEnded() {
    listeners().forEach(listener -> listener.onEpochEnd(network));
    if (network instanceof MultiLayerNetwork multiLayer) {
      multiLayer.incrementEpochCount();
    } else {
      ((ComputationGraph) network).incrementEpochCount();
    }
  }

  /** The seed of the network's configuration. */
  long seed() {
    Layer first =
        network instanceof MultiLayerNetwork multiLayer
            ? multiLayer.getLayer(0)
            : ((ComputationGraph) network).getLayer(0);
    return first.conf().getSeed();
  }

  /** The number of updates of the weights since the network was built. */
  long updates() {
    return network instanceof MultiLayerNetwork multiLayer
        ? multiLayer.getLayerWiseConfigurations().getIterationCount()
        : ((ComputationGraph) network).getConfiguration().getIterationCount();
  }

  /** Takes a listener away from the network. */
  void remove(TrainingListener listener) {
    List<TrainingListener> others = new ArrayList<>(listeners());
    others.remove(listener);
    network.setListeners(others);
  }

  private Collection<TrainingListener> listeners() {
    return network instanceof MultiLayerNetwork multiLayer
        ? multiLayer.getListeners()
        : ((ComputationGraph) network).getListeners();
  }
}
