package io.github.rnn4j.layer.output;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Shares one matrix between the embedding and the output layer: a token's score is the product of
 * its vector and the state below the output (O. Press, L. Wolf, 2017, <a
 * href="https://aclanthology.org/E17-2025/">Using the Output Embedding to Improve Language
 * Models</a>). Useful when most parameters are word vectors.
 *
 * <p>Deeplearning4j gives each layer its own parameters: the first layer's {@code W [V, E]} and the
 * last layer's {@code W [E, V]} stay two arrays. The first is the master. Before an update it
 * receives the sum of both gradients; after the update, the second becomes its transpose. The
 * updater, clipping and regularization of the first layer apply.
 *
 * <pre>{@code
 * network.init();
 * TiedWeights.tie(network); // and again after loading a saved network
 * network.fit(...);
 * }</pre>
 *
 * <p>The tie is a listener: {@code setListeners} removes it, {@code addListeners} does not. It is
 * not saved with the network and is not needed to compute outputs.
 */
public final class TiedWeights extends BaseTrainingListener {
  private static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;

  private final MultiLayerNetwork network;

  private TiedWeights(MultiLayerNetwork network) {
    this.network = network;
  }

  /**
   * Ties the last layer's weights to the first layer's and immediately copies the first layer's
   * values to them.
   *
   * @param network an initialized network whose first layer has {@code W [V, E]} and whose last
   *     layer has {@code W [E, V]}
   * @throws IllegalArgumentException if the layers do not have these shapes; the message gives
   *     their shapes
   */
  public static void tie(MultiLayerNetwork network) {
    TiedWeights tied = new TiedWeights(network);
    long[] first = shape(tied.vectors());
    long[] last = shape(tied.output());
    if (first.length != 2 || !Arrays.equals(first, reversed(last))) {
      throw new IllegalArgumentException(
          "The weights of the first layer have shape %s and those of the last layer have shape %s: to tie them, they must be [V, E] and [E, V]; make the last recurrent layer as large as a word vector"
              .formatted(Arrays.toString(first), Arrays.toString(last)));
    }
    tied.copy();
    network.addListeners(tied);
  }

  /**
   * Counts the parameters that are trained; the shared matrix counts once.
   *
   * @param network a network with tied weights
   * @return the number of all parameters except the last layer's {@code W}
   */
  public static long parameters(MultiLayerNetwork network) {
    return network.numParams() - new TiedWeights(network).output().length();
  }

  /**
   * Returns the gradient that counts twice if the gradients of all parameters are added up: that of
   * the last layer's {@code W}, which is also part of the first layer's.
   *
   * @param network a network while its listeners are told of its gradient
   * @return the gradient [E, V], a view; null if the weights of the network are not tied
   */
  public static INDArray gradientOfCopy(Model network) {
    return network instanceof MultiLayerNetwork layers
        ? layers.getListeners().stream()
            .filter(TiedWeights.class::isInstance)
            .map(tied -> ((TiedWeights) tied).gradient(layers.getnLayers() - 1))
            .findFirst()
            .orElse(null)
        : null;
  }

  @Override
  public void onGradientCalculation(Model model) {
    INDArray ofVectors = gradient(0); // [V, E]
    ofVectors.addi(gradient(network.getnLayers() - 1).transpose()); // [E, V] -> [V, E]
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    copy();
  }

  private void copy() {
    output().assign(vectors().transpose());
  }

  /** The gradient of a layer's weights: the same view that the updater reads. */
  private INDArray gradient(int layer) {
    return network.gradient().getGradientFor(layer + "_" + WEIGHTS);
  }

  private INDArray vectors() {
    return network.getLayer(0).getParam(WEIGHTS);
  }

  private INDArray output() {
    return network.getLayer(network.getnLayers() - 1).getParam(WEIGHTS);
  }

  private static long[] shape(INDArray weights) {
    return weights == null ? new long[0] : weights.shape();
  }

  private static long[] reversed(long[] shape) {
    return shape.length == 2 ? new long[] {shape[1], shape[0]} : new long[] {-1};
  }
}
