package io.github.rnn4j.optimizer;

import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Updates the parameters of a network as Deeplearning4j does, to the last bit, in less time.
 *
 * <p>Deeplearning4j 1.0.0-M2.1 takes the gradients of every step for those of another network,
 * because it compares a reshaped array with the original. It then creates several views of each
 * parameter and each gradient, which takes 0.7 ms for two layers. This updater makes the comparison
 * succeed.
 *
 * <pre>{@code
 * network.init();
 * DirectUpdater.install(network);
 * network.fit(minibatches);
 * }</pre>
 *
 * <p>Deeplearning4j puts its own updater into copies, into networks that it loads, and into the
 * network itself when it changes a learning rate; results stay the same, and {@link #install} may
 * be called again.
 */
public final class DirectUpdater {
  private DirectUpdater() {}

  /**
   * Replaces Deeplearning4j's updater of a network. The state, such as the moments of Adam, stays.
   * A network with any other updater keeps that.
   *
   * @param network an initialized {@code MultiLayerNetwork} or {@code ComputationGraph}; no effect
   *     on other networks
   */
  public static void install(NeuralNetwork network) {
    if (network instanceof MultiLayerNetwork chain
        && chain.getUpdater().getClass() == MultiLayerUpdater.class) {
      chain.setUpdater(new OfChain(chain));
    } else if (network instanceof ComputationGraph graph
        && graph.getUpdater().getClass() == ComputationGraphUpdater.class) {
      graph.setUpdater(new OfGraph(graph));
    }
  }

  /**
   * Puts Deeplearning4j's updater back, so that the network equals its copies again. The state
   * stays.
   *
   * @param network an initialized network
   */
  public static void remove(NeuralNetwork network) {
    if (network instanceof MultiLayerNetwork chain
        && chain.getUpdater() instanceof OfChain direct) {
      chain.setUpdater(new MultiLayerUpdater(chain, direct.getStateViewArray()));
    } else if (network instanceof ComputationGraph graph
        && graph.getUpdater() instanceof OfGraph direct) {
      graph.setUpdater(new ComputationGraphUpdater(graph, direct.getStateViewArray()));
    }
  }

  private static final class OfChain extends MultiLayerUpdater {
    private final INDArray own; // the gradients whose views this updater keeps

    OfChain(MultiLayerNetwork network) {
      super(network, network.getUpdater().getStateViewArray());
      own = getFlattenedGradientsView();
    }

    @Override
    public synchronized void update(
        Gradient gradient,
        int iteration,
        int epoch,
        int batchSize,
        LayerWorkspaceMgr workspaceMgr) {
      Gradient given = recognizable(gradient, own, getFlattenedGradientsView());
      super.update(given, iteration, epoch, batchSize, workspaceMgr);
    }
  }

  private static final class OfGraph extends ComputationGraphUpdater {
    private final INDArray own; // the gradients whose views this updater keeps

    OfGraph(ComputationGraph network) {
      super(network, network.getUpdater().getStateViewArray());
      own = getFlattenedGradientsView();
    }

    @Override
    public synchronized void update(
        Gradient gradient,
        int iteration,
        int epoch,
        int batchSize,
        LayerWorkspaceMgr workspaceMgr) {
      Gradient given = recognizable(gradient, own, getFlattenedGradientsView());
      super.update(given, iteration, epoch, batchSize, workspaceMgr);
    }
  }

  /**
   * Returns the gradients in the very array that Deeplearning4j compares them with, if they are a
   * view of it, and otherwise as they are.
   *
   * @param own the array whose views the updater keeps
   * @param current the network's present array, usually the same one
   */
  static Gradient recognizable(Gradient gradient, INDArray own, INDArray current) {
    INDArray view = gradient.gradient();
    boolean known =
        own == current
            && view.length() == own.length()
            && view.data().addressPointer().address() == own.data().addressPointer().address();
    return known ? new Own(gradient, own) : gradient;
  }

  /** The gradients of the network itself. */
  private static final class Own extends DefaultGradient {
    private static final long serialVersionUID = 1L;

    private final transient INDArray all;

    Own(Gradient gradient, INDArray all) {
      this.all = all;
      gradient.gradientForVariable().forEach(this::setGradientFor);
    }

    @Override
    public INDArray gradient() {
      return all;
    }
  }
}
