package io.github.rnn4j.stateful;

import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A network whose state is carried from one minibatch to the next while it is trained: row {@code
 * b} of a minibatch goes on where row {@code b} of the one before it ended. For text and series
 * that are too long for one minibatch, with minibatches such as those of {@code TokenStreams}.
 *
 * <p>Deeplearning4j's truncated BPTT carries the state within a minibatch only: {@code fit} clears
 * it first and last. Here it stays until {@link #startStreams()}; gradients stop at the border.
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
 * <p>{@code output} starts from zero, as always. {@code rnnTimeStep} shares its state with training
 * and would disturb it: measure and generate with a copy or a {@link StepwiseNetwork}. A file of
 * {@code ModelSerializer} does not hold the carried state.
 */
@SuppressWarnings("overrides") // MultiLayerNetwork has an array where its interface has varargs.
public final class StreamNetwork extends MultiLayerNetwork {
  private static final long serialVersionUID = 1L;

  /**
   * A network that is not initialised yet.
   *
   * @param configuration with truncated BPTT
   * @throws IllegalArgumentException if its backpropagation is not truncated BPTT, which alone
   *     carries a state
   */
  public StreamNetwork(MultiLayerConfiguration configuration) {
    super(configuration);
    if (configuration.getBackpropType() != BackpropType.TruncatedBPTT) {
      throw new IllegalArgumentException(
          "Backpropagation is %s: to carry a state it must be TruncatedBPTT; set backpropType and tBPTTLength"
              .formatted(configuration.getBackpropType()));
    }
  }

  /**
   * The same network with the state carried on, such as one that {@code ModelSerializer} read.
   *
   * @param network an initialised network with truncated BPTT; not changed
   * @return a copy with its weights, updater state and counters; its streams begin
   * @throws IllegalArgumentException as the constructor
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

  /** The next minibatch continues nothing: all layers forget their state. */
  public void startStreams() {
    super.rnnClearPreviousState();
  }

  /**
   * Does nothing: Deeplearning4j calls it before and after each minibatch, and the state is to
   * stay. See {@link #startStreams()}.
   */
  @Override
  public void rnnClearPreviousState() {
    // the state is carried on
  }
}
