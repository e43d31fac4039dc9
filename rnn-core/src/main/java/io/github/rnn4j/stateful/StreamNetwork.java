package io.github.rnn4j.stateful;

import io.github.rnn4j.layer.packed.TruncatedBptt;
import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that carries its state from one minibatch to the next during training: row {@code b} of
 * a minibatch continues where row {@code b} of the previous one ended. Use it for text and series
 * that are too long for one minibatch, with minibatches such as those of {@code TokenStreams}.
 *
 * <p>Deeplearning4j's truncated BPTT carries the state only within a minibatch: {@code fit} clears
 * it at the start and at the end. Here it stays until {@link #startStreams()}; gradients stop at
 * the boundary between minibatches.
 *
 * <pre>{@code
 * StreamNetwork network = new StreamNetwork(configuration); // truncated BPTT, tBPTTLength(T)
 * network.init();
 * while (streams.hasNext()) {
 *   if (streams.startsPass()) {
 *     network.startStreams();
 *   }
 *   network.fit(streams.next()); // [B, C, T] and [B, V, T]
 * }
 * }</pre>
 *
 * <p>{@code output} starts from the zero state, as always. {@code rnnTimeStep} does not disturb
 * training, but each minibatch sets the state from which it continues; to generate, use a {@link
 * StepwiseNetwork}. Where Deeplearning4j would log a warning and train nothing, {@code fit} throws
 * an exception. A file from {@code ModelSerializer} does not contain the carried state.
 */
@SuppressWarnings("overrides") // MultiLayerNetwork has an array where its interface has varargs.
public final class StreamNetwork extends MultiLayerNetwork {
  private static final long serialVersionUID = 1L;

  /**
   * Creates a network that is not initialized yet.
   *
   * @param configuration a configuration with truncated BPTT
   * @throws IllegalArgumentException if its backpropagation is not truncated BPTT, the only kind
   *     that carries state, or a layer cannot be trained with it ({@link TruncatedBptt})
   */
  public StreamNetwork(MultiLayerConfiguration configuration) {
    super(configuration);
    if (configuration.getBackpropType() != BackpropType.TruncatedBPTT) {
      throw new IllegalArgumentException(
          "Backpropagation is %s: it must be TruncatedBPTT to carry state; set backpropType and tBPTTLength"
              .formatted(configuration.getBackpropType()));
    }
    TruncatedBptt.check(configuration);
  }

  /**
   * Copies a network, such as one that {@code ModelSerializer} loaded, into one that carries its
   * state.
   *
   * @param network an initialized network with truncated BPTT; not changed
   * @return a copy with its weights, updater state and counters, and with the zero state
   * @throws IllegalArgumentException as for the constructor
   */
  public static StreamNetwork of(MultiLayerNetwork network) {
    StreamNetwork copy = new StreamNetwork(network.getLayerWiseConfigurations().clone());
    copy.init(network.params(), true);
    Updater updater = network.getUpdater(false);
    if (updater != null && updater.getStateViewArray() != null) {
      copy.getUpdater().setStateViewArray(copy, updater.getStateViewArray().dup(), false);
    }
    return copy;
  }

  /** Deeplearning4j returns without training if the arrays do not fit. */
  @Override
  protected void doTruncatedBPTT(
      INDArray input,
      INDArray labels,
      INDArray featuresMaskArray,
      INDArray labelsMaskArray,
      LayerWorkspaceMgr workspaceMgr) {
    if (input.rank() != 3 || labels.rank() != 3 || input.size(2) != labels.size(2)) {
      throw new DL4JInvalidInputException(
          "Features have shape %s and labels %s: truncated BPTT needs [B, C, T] and [B, V, T] with the same T; tokens are [B, 1, T]"
              .formatted(Arrays.toString(input.shape()), Arrays.toString(labels.shape())));
    }
    super.doTruncatedBPTT(input, labels, featuresMaskArray, labelsMaskArray, workspaceMgr);
  }

  /** Makes all layers forget their state: the next minibatch starts new streams. */
  public void startStreams() {
    super.rnnClearPreviousState();
  }

  /**
   * Does nothing: Deeplearning4j calls this before and after each minibatch, but the state must
   * stay. See {@link #startStreams()}.
   */
  @Override
  public void rnnClearPreviousState() {
    // keeps the state
  }
}
