package io.github.rnn4j.stateful;

import io.github.rnn4j.kernel.step.StepModel;
import io.github.rnn4j.kernel.step.StepState;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A trained network to be fed one step at a time: text character by character, a sensor reading by
 * reading. It gives what {@code rnnTimeStep} gives, without its cost of many small operations and
 * of preparing all weights again at every step.
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
 * <p>The network is, from the input on: a {@link TokenEmbedding} or {@code EmbeddingSequenceLayer},
 * or none, where the input is one-hot or dense vectors; one or more of {@link PackedElman}, {@link
 * PackedLstm}, {@link PackedGru}, {@code LSTM}, {@code SimpleRnn}, forward, every step; a {@link
 * SequenceOutput} or {@code RnnOutputLayer} with softmax, sigmoid or identity. A {@code
 * ComputationGraph} must be such a chain. Dropout and weight noise belong to training and have no
 * effect.
 *
 * <p>All weights are copied once, when it is made: training that goes on afterwards does not change
 * it. The copy takes as much memory as the weights. The product of embedding and input weights is
 * computed beforehand for each token, where it has at most 2<sup>24</sup> numbers (64 MB): then a
 * step looks up a row instead of multiplying. Like the backend of the packed layers, the arithmetic
 * is chosen when the network is made, and logged once: vector instructions where the module {@code
 * jdk.incubator.vector} is there, plain loops otherwise; the system property {@code rnn4j.backend}
 * forces {@code vector} or {@code plain}. It is {@code float} on the processor, whatever the
 * network's data type and backend; outputs agree with {@code rnnTimeStep} to 1e-5. Where that is
 * too coarse for a DOUBLE network, step the network itself.
 *
 * <p>A step allocates nothing. Products with at least 2<sup>18</sup> weights are shared with a
 * second thread, which waits for the next one actively for up to 50 microseconds; the system
 * property {@code rnn4j.threads=1} does without.
 *
 * <p>It never changes: any number of threads may use it at the same time, each with states of its
 * own. The second thread serves one of them at a time, the others compute alone; the numbers are
 * the same bit for bit.
 */
public final class StepwiseNetwork {
  private final StepModel model;

  /**
   * Where one or more streams are. For one thread at a time; independent of all other states.
   *
   * <p>After a step it also has the {@link #logits()}, for sampling with a temperature.
   */
  public static final class State {
    private final StepState state;

    private State(StepState state) {
      this.state = state;
    }

    /**
     * Number of streams {@code B}, which do not know of each other.
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
     * A state that is at the same place and goes its own way from there.
     *
     * @return the copy
     */
    public State copy() {
      return new State(state.copy());
    }
  }

  private StepwiseNetwork(StepModel model) {
    this.model = model;
  }

  /**
   * Copies the weights of a network.
   *
   * @param network an initialised network; not changed, its carried state is not looked at
   * @return the network as it is now
   * @throws IllegalArgumentException if a layer is none of those above, or has a preprocessor; the
   *     message names layer and reason
   * @throws IllegalStateException if the network has no parameters yet, or the backend that the
   *     system property forces cannot run here
   */
  public static StepwiseNetwork of(MultiLayerNetwork network) {
    return new StepwiseNetwork(StepwiseLayers.model(LayerChain.of(network)));
  }

  /**
   * Copies the weights of a graph.
   *
   * @param graph an initialised graph; not changed, its carried state is not looked at
   * @return the network as it is now
   * @throws IllegalArgumentException if the graph is no chain, or a layer is none of those above,
   *     or has a preprocessor; the message names layer and reason
   * @throws IllegalStateException if the graph has no parameters yet, or the backend that the
   *     system property forces cannot run here
   */
  public static StepwiseNetwork of(ComputationGraph graph) {
    return new StepwiseNetwork(StepwiseLayers.model(LayerChain.of(graph)));
  }

  /**
   * Number of tokens: size of the embedding, or number of features where there is none.
   *
   * @return at least 1
   */
  public int tokens() {
    return model.tokens();
  }

  /**
   * Number of outputs {@code V} of a step.
   *
   * @return at least 1
   */
  public int outputs() {
    return model.outputs();
  }

  /**
   * The beginning of one stream.
   *
   * @return a state of zeros
   */
  public State start() {
    return start(1);
  }

  /**
   * The beginning of some streams that are stepped together, which takes less time than one after
   * the other.
   *
   * @param streams number of streams {@code B}, at least 1
   * @return a state of zeros
   * @throws IllegalArgumentException if there is no stream
   */
  public State start(int streams) {
    if (streams < 1) {
      throw new IllegalArgumentException(streams + " streams: there must be at least 1");
    }
    return new State(model.start(streams));
  }

  /**
   * One step of a single stream.
   *
   * @param token a token of the embedding; without one, the feature that is 1 in a one-hot vector;
   *     from 0 to {@code tokens() - 1}
   * @param state the state of one stream, which goes on by the step
   * @return the outputs, {@code [V]}: with softmax, probabilities. The same array at every step:
   *     whoever wants to keep it copies it
   * @throws IllegalArgumentException if the token is out of range, or the state is that of another
   *     network or of several streams; the state is unchanged
   */
  public float[] step(int token, State state) {
    checkState(state, 1);
    checkToken(token);
    model.step(token, state.state);
    return state.state.output();
  }

  /**
   * One step of all streams.
   *
   * @param tokens a token for each stream, as in {@link #step(int, State)}
   * @param state the state of the streams, which go on by the step
   * @return the outputs, {@code [B, V]}, one stream after the other; the same array at every step
   * @throws IllegalArgumentException if a token is out of range, or the state is that of another
   *     network or of another number of streams; the state is unchanged
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
   * One step of all streams in a network without an embedding.
   *
   * @param features {@code [B, C]}, one stream after the other; {@code C} is {@link #tokens()}
   * @param state the state of the streams, which go on by the step
   * @return the outputs, {@code [B, V]}, one stream after the other; the same array at every step
   * @throws IllegalArgumentException if the network has an embedding, the number of features does
   *     not fit, or the state is that of another network; the state is unchanged
   */
  public float[] step(float[] features, State state) {
    checkState(state, state.streams());
    if (model.embeds()) {
      throw new IllegalArgumentException(
          "The network begins with an embedding: its steps take a token each, not features");
    }
    if (features.length != state.streams() * tokens()) {
      throw new IllegalArgumentException(
          "%d features for %d streams of %d each: there must be %d"
              .formatted(features.length, state.streams(), tokens(), state.streams() * tokens()));
    }
    model.step(features, state.state);
    return state.state.output();
  }

  private void checkState(State state, int streams) {
    Objects.requireNonNull(state, "state");
    if (state.state.model() != model) {
      throw new IllegalArgumentException(
          "The state was started by another network: take one from start() of this one");
    }
    if (state.streams() != streams) {
      throw new IllegalArgumentException(
          "Tokens for %d streams, the state is that of %d: give each stream a token"
              .formatted(streams, state.streams()));
    }
  }

  private void checkToken(int token) {
    if (token < 0 || token >= tokens()) {
      throw new IllegalArgumentException(
          "Token %d: it must be from 0 to %d".formatted(token, tokens() - 1));
    }
  }
}
