package io.github.rnn4j.timeseries.tutorial;

import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradient descent as one product: each gradient times its learning rate. The updates are
 * bit-identical to those of Deeplearning4j's {@code Sgd}, which runs dozens of small operations and
 * takes almost half of the time of an update of a network this small.
 *
 * @param rates the learning rate of each parameter
 */
record GradientDescent(INDArray rates) implements Updater {

  /** Returns the updater of a tutorial network, whose constant biases have a learning rate of 0. */
  static GradientDescent of(TutorialConfig config, MultiLayerNetwork network) {
    MultiLayerNetwork rates = network.clone();
    rates.params().assign(config.learningRate());
    for (int layer = 0; layer < rates.getnLayers(); layer++) {
      if (Tutorial.hasConstantBias(config, layer)) {
        Layer conf = rates.getLayer(layer).conf().getLayer();
        for (String key : conf.initializer().biasKeys(conf)) {
          rates.getLayer(layer).getParam(key).assign(0);
        }
      }
    }
    return new GradientDescent(rates.params().dup());
  }

  @Override
  public void update(
      Trainable network,
      Gradient gradient,
      int iteration,
      int epoch,
      int batchSize,
      LayerWorkspaceMgr workspaceMgr) {
    ((MultiLayerNetwork) network).getFlattenedGradients().muli(rates);
  }

  @Override
  public void setStateViewArray(Trainable layer, INDArray state, boolean initialize) {
    // gradient descent has no state
  }

  @Override
  public INDArray getStateViewArray() {
    return null; // gradient descent has no state
  }
}
