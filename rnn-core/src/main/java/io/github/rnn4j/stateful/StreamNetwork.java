package io.github.rnn4j.stateful;

import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

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
 * <p>{@code output} starts from the zero state, as always. {@code rnnTimeStep} shares its state
 * with training and would disturb it; evaluate and generate with a copy or a {@link
 * StepwiseNetwork}. A file from {@code ModelSerializer} does not contain the carried state.
 */
@SuppressWarnings("overrides") // MultiLayerNetwork has an array where its interface has varargs.
public final class StreamNetwork extends MultiLayerNetwork {
  private static final long serialVersionUID = 1L;

  /**
   * Creates a network that is not initialized yet.
   *
   * @param configuration a configuration with truncated BPTT
   * @throws IllegalArgumentException if its backpropagation is not truncated BPTT, the only kind
   *     that carries state
   */
  public StreamNetwork(MultiLayerConfiguration configuration) {
    super(configuration);
    if (configuration.getBackpropType() != BackpropType.TruncatedBPTT) {
      throw new IllegalArgumentException(
          "Backpropagation is %s: it must be TruncatedBPTT to carry state; set backpropType and tBPTTLength"
              .formatted(configuration.getBackpropType()));
    }
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
