package io.github.rnn4j.optimizer;

import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
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
 */
public final class DirectUpdater extends MultiLayerUpdater {

  private DirectUpdater(MultiLayerNetwork network, INDArray state) {
    super(network, state);
  }

  /**
   * Replaces the updater of a network, which keeps its state, such as the moments of Adam. Without
   * effect if the network has this updater already. A network that is copied or loaded from a file
   * has Deeplearning4j's updater again.
   *
   * @param network an initialized network
   */
  public static void install(MultiLayerNetwork network) {
    Updater given = network.getUpdater();
    if (given.getClass() == MultiLayerUpdater.class) {
      network.setUpdater(new DirectUpdater(network, given.getStateViewArray()));
    }
  }

  @Override
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaceMgr) {
    INDArray own = getFlattenedGradientsView();
    Gradient given = isView(gradient.gradient(), own) ? new Own(gradient, own) : gradient;
    super.update(given, iteration, epoch, batchSize, workspaceMgr);
  }

  /** Returns whether two arrays are the same numbers in memory. */
  static boolean isView(INDArray gradient, INDArray own) {
    return gradient.length() == own.length()
        && gradient.data().addressPointer().address() == own.data().addressPointer().address();
  }

  /** The gradients of the network, in the very array that the updater compares them with. */
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
