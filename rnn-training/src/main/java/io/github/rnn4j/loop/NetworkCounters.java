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
 * The counters and the listeners of a network of either kind. Learning-rate schedules depend on the
 * number of updates or epochs.
 *
 * <p>Deeplearning4j's {@code fit(iterator)} updates the epoch count and calls the epoch listeners,
 * but {@code fit(minibatch)} does not; {@link Training} does both.
 */
public final class NetworkCounters {

  private final Model network;

  /**
   * Takes a network.
   *
   * @param network a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   * @throws IllegalArgumentException if it is of any other class
   */
  public NetworkCounters(Model network) {
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

  /**
   * The number of updates of the weights since the network was built.
   *
   * @return 0 or more
   */
  public int updates() {
    return network instanceof MultiLayerNetwork multiLayer
        ? multiLayer.getLayerWiseConfigurations().getIterationCount()
        : ((ComputationGraph) network).getConfiguration().getIterationCount();
  }

  /**
   * The number of epochs since the network was built.
   *
   * @return 0 or more
   */
  public int epochs() {
    return network instanceof MultiLayerNetwork multiLayer
        ? multiLayer.getLayerWiseConfigurations().getEpochCount()
        : ((ComputationGraph) network).getConfiguration().getEpochCount();
  }

  /**
   * Sets both counters, for a network that is updated elsewhere.
   *
   * @param updates the number of updates, 0 or more
   * @param epochs the number of epochs, 0 or more
   */
  public void set(int updates, int epochs) {
    if (network instanceof MultiLayerNetwork multiLayer) {
      multiLayer.getLayerWiseConfigurations().setIterationCount(updates);
      multiLayer.getLayerWiseConfigurations().setEpochCount(epochs);
    } else {
      ((ComputationGraph) network).getConfiguration().setIterationCount(updates);
      ((ComputationGraph) network).getConfiguration().setEpochCount(epochs);
    }
  }

  /** Takes a listener away from the network. */
  void remove(TrainingListener listener) {
    List<TrainingListener> others = new ArrayList<>(listeners());
    others.remove(listener);
    network.setListeners(others);
  }

  /**
   * Returns the listeners of the network.
   *
   * @return the listeners in their order
   */
  public Collection<TrainingListener> listeners() {
    return network instanceof MultiLayerNetwork multiLayer
        ? multiLayer.getListeners()
        : ((ComputationGraph) network).getListeners();
  }
}
