package io.github.rnn4j.layer.output;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One matrix for the word vectors and for the output: a token's score is the product of its vector
 * with the state below the output (O. Press, L. Wolf, 2017, <a
 * href="https://aclanthology.org/E17-2025/">Using the Output Embedding to Improve Language
 * Models</a>). Wanted where most parameters are word vectors.
 *
 * <p>Deeplearning4j gives each layer parameters of its own, so the first layer's {@code W [V, E]}
 * and the last layer's {@code W [E, V]} stay two arrays. The first is the master: before an update
 * it gets the gradient of both, after it the second becomes its transpose. The updater, clipping
 * and regularisation of the first layer are those that count.
 *
 * <pre>{@code
 * network.init();
 * TiedWeights.tie(network); // and again after a saved network was read
 * network.fit(...);
 * }</pre>
 *
 * <p>The ties are a listener: {@code setListeners} drops them, {@code addListeners} does not, and
 * they are not saved with the network, whose output needs none of them.
 */
public final class TiedWeights extends BaseTrainingListener {
  private static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;

  private final MultiLayerNetwork network;

  private TiedWeights(MultiLayerNetwork network) {
    this.network = network;
  }

  /**
   * Ties the last layer's weights to the first layer's, whose values they take at once.
   *
   * @param network initialised; its first layer has {@code W [V, E]}, its last one {@code W [E, V]}
   * @throws IllegalArgumentException if it has no such layers; the message says which shapes it has
   */
  public static void tie(MultiLayerNetwork network) {
    TiedWeights tied = new TiedWeights(network);
    long[] first = shape(tied.vectors());
    long[] last = shape(tied.output());
    if (first.length != 2 || !Arrays.equals(first, reversed(last))) {
      throw new IllegalArgumentException(
          "The weights of the first layer are %s and those of the last %s: to be tied they must be [V, E] and [E, V]; make the last recurrent layer as large as a word vector"
              .formatted(Arrays.toString(first), Arrays.toString(last)));
    }
    tied.copy();
    network.addListeners(tied);
  }

  /**
   * The parameters that are learnt, a matrix that serves twice counted once.
   *
   * @param network with tied weights
   * @return all of the network's parameters but the last layer's {@code W}
   */
  public static long parameters(MultiLayerNetwork network) {
    return network.numParams() - new TiedWeights(network).output().length();
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

  /** The view that the updater reads, too. */
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
