package io.github.rnn4j.stateful;

import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.layer.samediff.SameDiffRecurrentLayer;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * One or more streams that a trained network reads step by step, whatever its recurrent layers: a
 * {@link StepwiseNetwork} reads them if it supports the layers, and {@code rnnTimeStep} if one of
 * them is a {@link SameDiffRecurrentLayer} that only its own graph can compute.
 *
 * <pre>{@code
 * NetworkSteps steps = NetworkSteps.of(network, 1);
 * NetworkSteps another = steps.copy(); // also at the start
 * float[] probabilities = steps.step(token);
 * }</pre>
 *
 * <p>The weights are copied; later training does not change them. Use it from one thread at a time;
 * other threads may use its copies.
 */
public interface NetworkSteps {

  /**
   * Starts streams from the zero state.
   *
   * @param network an initialised network: an embedding or none, recurrent layers that run forward
   *     with an output at every step, and a {@code SequenceOutput} or {@code RnnOutputLayer}; it is
   *     not changed, and its carried state is ignored
   * @param streams the number of streams {@code B}, at least 1
   * @return the streams at their start
   * @throws IllegalArgumentException if {@code streams} is below 1, or the network has layers that
   *     cannot be stepped; the message names the layer and the reason
   * @throws IllegalStateException if the network is not initialised
   */
  static NetworkSteps of(MultiLayerNetwork network, int streams) {
    boolean needsItsGraph =
        Arrays.stream(network.getLayers())
            .map(layer -> layer.conf().getLayer())
            .anyMatch(NetworkSteps::needsItsGraph);
    if (needsItsGraph) {
      return new TimeSteps(network, streams);
    }
    StepwiseNetwork stepwise = StepwiseNetwork.of(network);
    return new StepwiseSteps(stepwise, stepwise.start(streams));
  }

  private static boolean needsItsGraph(Layer layer) {
    return layer instanceof SameDiffRecurrentLayer
        && !(layer instanceof ElmanRnn elman && elman.recurrence() == Recurrence.HIDDEN_TO_HIDDEN);
  }

  /**
   * The number of tokens: the size of the embedding, or the number of features if there is none.
   *
   * @return at least 1
   */
  int tokens();

  /**
   * Runs one step of a single stream.
   *
   * @param token a token of the embedding or, without an embedding, the index of the 1 in a one-hot
   *     vector; from 0 to {@code tokens() - 1}
   * @return the outputs, {@code [V]}; valid until the next step
   * @throws IllegalArgumentException if the token is out of range, or there are several streams
   */
  float[] step(int token);

  /**
   * Runs one step of all streams in a network without an embedding.
   *
   * @param features {@code [B, C]}, one stream after the other, all finite; {@code C} is {@link
   *     #tokens()}
   * @return the outputs, {@code [B, V]}, one stream after the other; valid until the next step
   * @throws IllegalArgumentException if the network has an embedding, or the number of features is
   *     wrong
   */
  float[] step(float[] features);

  /**
   * The outputs of the last step as logits, for sampling with a temperature. Only for networks
   * whose output is a softmax.
   *
   * @return {@code [B, V]}: the outputs before the softmax, up to a constant for each stream; all
   *     equal before the first step; valid until the next step
   */
  float[] logits();

  /**
   * Copies the position of the streams; the copy and this object are independent from then on.
   *
   * @return the copy
   */
  NetworkSteps copy();
}
