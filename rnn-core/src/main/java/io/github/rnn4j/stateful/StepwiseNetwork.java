package io.github.rnn4j.stateful;

import io.github.rnn4j.kernel.step.StepModel;
import io.github.rnn4j.kernel.step.StepState;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A trained network that runs one step at a time: text character by character, or sensor data
 * reading by reading. It yields the same as {@code rnnTimeStep}, but does not run many small
 * operations or prepare all weights again at every step.
 *
 * <pre>{@code
 * StepwiseNetwork stepwise = StepwiseNetwork.of(network);
 * StepwiseNetwork.State state = stepwise.start();
 * int token = first;
 * for (int i = 0; i < length; i++) {
 *   float[] probabilities = stepwise.step(token, state);
 *   token = sample(probabilities);
 * }
 * }</pre>
 *
 * <p>From the input to the output, the network must consist of a {@link TokenEmbedding} or {@code
 * EmbeddingSequenceLayer}, unless the input is one-hot or dense vectors; one or more {@link
 * PackedElman}, {@link PackedLstm}, {@link PackedGru}, {@code LSTM} or {@code SimpleRnn} layers, or
 * hidden-to-hidden {@link ElmanRnn} layers, that run forward with an output at every step; and a
 * {@link SequenceOutput} or {@code RnnOutputLayer} with softmax, sigmoid or identity. A {@code
 * ComputationGraph} must be such a chain. Dropout and weight noise belong to training and have no
 * effect.
 *
 * <p>All weights are copied once, when it is created; later training does not change it. The copy
 * takes as much memory as the weights. If the product of the embedding and the input weights has at
 * most 2<sup>24</sup> numbers (64 MB), it is computed in advance for each token, and a step looks
 * up a row instead of multiplying. Like the backend of the packed layers, the arithmetic is chosen
 * at creation and logged once: vector instructions if the module {@code jdk.incubator.vector} is
 * available, plain loops otherwise; the system property {@code rnn4j.backend} forces {@code vector}
 * or {@code plain}. Steps are computed in {@code float} on the CPU, whatever the network's data
 * type and backend; outputs agree with {@code rnnTimeStep} to 1e-5. If that is too coarse for a
 * DOUBLE network, use {@code rnnTimeStep}.
 *
 * <p>Once Java has compiled it, a step allocates nothing. Products with at least 2<sup>18</sup>
 * weights are shared with a second thread, which busy-waits for the next one for up to 50
 * microseconds; the system property {@code rnn4j.threads=1} turns this off.
 *
 * <p>It is immutable: any number of threads may use it at the same time, each with its own states.
 * The second thread helps one of them at a time, and the others compute without it; the results are
 * bit-identical.
 */
public final class StepwiseNetwork {
  private final StepModel model;

  /**
   * The position of one or more streams. Use it from one thread at a time; it is independent of all
   * other states.
   *
   * <p>After a step it also holds the {@link #logits()}, for sampling with a temperature.
   */
  public static final class State {
    private final StepState state;

    private State(StepState state) {
      this.state = state;
    }

    /**
     * The number of streams {@code B}, which are independent of each other.
     *
     * @return at least 1
     */
    public int streams() {
      return state.streams();
    }

    /**
     * The outputs of the last step before the activation; zeros before the first step.
     *
     * @return {@code [B, V]}, one stream after the other; the same array at every step
     */
    public float[] logits() {
      return state.logits();
    }

    /**
     * Copies this state; the copy and this state are independent from then on.
     *
     * @return the copy
     */
    public State copy() {
      return new State(state.copy());
    }

    /**
     * Copies one of the streams.
     *
     * @param stream its number, from 0 to {@code streams() - 1}
     * @return a state of one stream, which advances independently
     * @throws IndexOutOfBoundsException if there is no such stream
     */
    public State stream(int stream) {
      return new State(state.copy(Objects.checkIndex(stream, streams()), 1));
    }
  }

  StepwiseNetwork(StepModel model) {
    this.model = model;
  }

  /**
   * Copies the weights of a network.
   *
   * @param network an initialized network; it is not changed, and its carried state is ignored
   * @return the network as it is now
   * @throws IllegalArgumentException if a layer is not one of those above, or has a preprocessor;
   *     the message names the layer and the reason
   * @throws IllegalStateException if the network has no parameters yet, or the backend that the
   *     system property forces cannot run here
   */
  public static StepwiseNetwork of(MultiLayerNetwork network) {
    return new StepwiseNetwork(StepwiseLayers.model(LayerChain.of(network)));
  }

  /**
   * Copies the weights of a graph.
   *
   * @param graph an initialized graph; it is not changed, and its carried state is ignored
   * @return the network as it is now
   * @throws IllegalArgumentException if the graph is not a chain, or a layer is not one of those
   *     above or has a preprocessor; the message names the layer and the reason
   * @throws IllegalStateException if the graph has no parameters yet, or the backend that the
   *     system property forces cannot run here
   */
  public static StepwiseNetwork of(ComputationGraph graph) {
    return new StepwiseNetwork(StepwiseLayers.model(LayerChain.of(graph, StepwiseLayers.USER)));
  }

  /**
   * The number of tokens: the size of the embedding, or the number of features if there is none.
   *
   * @return at least 1
   */
  public int tokens() {
    return model.tokens();
  }

  /**
   * The number of outputs {@code V} of a step.
   *
   * @return at least 1
   */
  public int outputs() {
    return model.outputs();
  }

  /**
   * Starts one stream.
   *
   * @return a state of zeros
   */
  public State start() {
    return start(1);
  }

  /**
   * Starts several streams that are stepped together, which is faster than stepping one after the
   * other.
   *
   * @param streams the number of streams {@code B}, at least 1
   * @return a state of zeros
   * @throws IllegalArgumentException if {@code streams} is below 1
   */
  public State start(int streams) {
    if (streams < 1) {
      throw new IllegalArgumentException("streams is " + streams + ": it must be at least 1");
    }
    return new State(model.start(streams));
  }

  /**
   * The number of state numbers {@code S} of a stream.
   *
   * @return for each recurrent layer its units, twice for an LSTM
   */
  public int stateSize() {
    return model.stateSize();
  }

  /**
   * Starts streams from a given state.
   *
   * @param states {@code [B, S]}, one stream after the other; S is {@link #stateSize()}. The states
   *     of a stream are those of its recurrent layers from the input on, each with the hidden state
   *     before the cell state of an LSTM
   * @return the state
   * @throws IllegalArgumentException if the length is 0 or not a multiple of S
   */
  public State start(float[] states) {
    if (states.length == 0 || states.length % stateSize() != 0) {
      throw new IllegalArgumentException(
          "There are %d state numbers, but each stream requires %d"
              .formatted(states.length, stateSize()));
    }
    return new State(model.start(states.length / stateSize(), states));
  }

  /**
   * Runs one step of a single stream.
   *
   * @param token a token of the embedding or, without an embedding, the index of the 1 in a one-hot
   *     vector; from 0 to {@code tokens() - 1}
   * @param state the state of one stream, which advances by one step
   * @return the outputs, {@code [V]}; with softmax, they are probabilities. Every step returns the
   *     same array; copy it to keep it
   * @throws IllegalArgumentException if the token is out of range, or the state belongs to another
   *     network or has several streams; the state is unchanged
   */
  public float[] step(int token, State state) {
    checkState(state, 1);
    checkToken(token);
    model.step(token, state.state);
    return state.state.output();
  }

  /**
   * Runs one step of all streams.
   *
   * @param tokens a token for each stream, as in {@link #step(int, State)}
   * @param state the state of the streams, which advance by one step
   * @return the outputs, {@code [B, V]}, one stream after the other; the same array at every step
   * @throws IllegalArgumentException if a token is out of range, or the state belongs to another
   *     network or has another number of streams; the state is unchanged
   */
  public float[] step(int[] tokens, State state) {
    checkState(state, tokens.length);
    for (int token : tokens) {
      checkToken(token);
    }
    model.step(tokens, state.state);
    return state.state.output();
  }

  /**
   * Runs one step of all streams in a network without an embedding.
   *
   * @param features {@code [B, C]}, one stream after the other; {@code C} is {@link #tokens()}
   * @param state the state of the streams, which advance by one step
   * @return the outputs, {@code [B, V]}, one stream after the other; the same array at every step
   * @throws IllegalArgumentException if the network has an embedding, the number of features is
   *     wrong, or the state belongs to another network; the state is unchanged
   */
  public float[] step(float[] features, State state) {
    checkState(state, state.streams());
    if (model.embeds()) {
      throw new IllegalArgumentException(
          "The network begins with an embedding: each step takes a token, not features");
    }
    if (features.length != state.streams() * tokens()) {
      throw new IllegalArgumentException(
          "There are %d features, but %d streams with %d features each require %d"
              .formatted(features.length, state.streams(), tokens(), state.streams() * tokens()));
    }
    model.step(features, state.state);
    return state.state.output();
  }

  private void checkState(State state, int streams) {
    Objects.requireNonNull(state, "state");
    if (state.state.model() != model) {
      throw new IllegalArgumentException(
          "The state was started by another network: call start() on this one");
    }
    if (state.streams() != streams) {
      throw new IllegalArgumentException(
          "Number of tokens is %d, but the state has %d streams: give each stream one token"
              .formatted(streams, state.streams()));
    }
  }

  private void checkToken(int token) {
    if (token < 0 || token >= tokens()) {
      throw new IllegalArgumentException(
          "Token is %d: it must be from 0 to %d".formatted(token, tokens() - 1));
    }
  }
}
