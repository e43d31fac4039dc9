package io.github.rnn4j.stateful;

import io.github.rnn4j.convert.PackedNetworks;
import io.github.rnn4j.kernel.sequence.SequenceModel;
import io.github.rnn4j.kernel.sequence.Sequences;
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
 * A trained network that reads whole sequences: reviews, sensor data, texts. It yields the same as
 * {@code output}, but does not prepare all weights again at every call, and needs no padding and no
 * masks.
 *
 * <pre>{@code
 * SequencePredictor predictor = SequencePredictor.of(network);
 * float[][] probabilities = predictor.predict(new int[][] {{5, 2, 9}, {7, 1}}); // [2][V]
 * }</pre>
 *
 * <p>From the input to the output, the network must consist of a {@link TokenEmbedding} or {@code
 * EmbeddingSequenceLayer}, unless the input is one-hot or dense vectors; one or more {@link
 * PackedElman}, {@link PackedLstm} or {@link PackedGru} layers with any direction, merge mode and
 * result, {@code LSTM} or {@code SimpleRnn} layers, or hidden-to-hidden {@link ElmanRnn} layers;
 * and a {@link SequenceOutput} or {@code RnnOutputLayer}, or for the last state or a pooling any
 * number of {@code DenseLayer}s and an {@code OutputLayer}. The output layer has softmax, sigmoid
 * or identity, a dense layer also tanh or relu. A {@code ComputationGraph} must be such a chain. If
 * Deeplearning4j's {@code Bidirectional} or {@code LastTimeStep} is refused, convert the network
 * with {@link PackedNetworks} first. Dropout and weight noise belong to training and have no
 * effect.
 *
 * <p>All weights are copied once, when it is created; later training does not change it. The copy
 * takes as much memory as the weights. Like the backend of the packed layers, the arithmetic is
 * chosen at creation and logged once: vector instructions if the module {@code
 * jdk.incubator.vector} is available, plain loops otherwise; the system property {@code
 * rnn4j.backend} forces {@code vector} or {@code plain}. Sequences are computed in {@code float} on
 * the CPU, whatever the network's data type and backend. Probabilities agree with {@code output} to
 * 1e-6, and other outputs to 1e-5 of the largest one. If that is too coarse for a DOUBLE network,
 * use {@code output}. Inputs are not checked for NaN and infinite numbers, as the layers do; with
 * such an input, outputs of its sequence may be NaN.
 *
 * <p>It is immutable: any number of threads may use it at the same time, and the results of a call
 * do not depend on the others. Large calls are split into groups of similar length, which the
 * threads of the kernel share; working memory stays bounded, apart from the results and single
 * sequences of extreme length. In a call with one sequence, a second thread computes the second
 * direction, or half of each large product, unless other callers already occupy all processors; the
 * system property {@code rnn4j.threads=1} turns this off. For text that grows token by token, use
 * {@link StepwiseNetwork}.
 */
public final class SequencePredictor {
  private final SequenceModel model;

  private SequencePredictor(SequenceModel model) {
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
  public static SequencePredictor of(MultiLayerNetwork network) {
    return new SequencePredictor(SequenceLayers.model(LayerChain.of(network)));
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
  public static SequencePredictor of(ComputationGraph graph) {
    return new SequencePredictor(SequenceLayers.model(LayerChain.of(graph, SequenceLayers.USER)));
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
   * The number of outputs {@code V} of a sequence or step.
   *
   * @return at least 1
   */
  public int outputs() {
    return model.outputs();
  }

  /**
   * Whether the network has an output at every step.
   *
   * @return true if only {@code predictSteps} works, false if only {@code predict} does
   */
  public boolean yieldsSteps() {
    return !model.yieldsVectors();
  }

  /**
   * Predicts one output for each sequence of tokens. One call with many sequences is faster than
   * many calls.
   *
   * @param tokens {@code [B][T]}; sequences may differ in length. Tokens are those of the embedding
   *     or, without an embedding, the index of the 1 in a one-hot vector; from 0 to {@code tokens()
   *     - 1}
   * @return {@code [B][V]}, new arrays; with softmax, each row holds probabilities
   * @throws IllegalArgumentException if a sequence is empty or a token is out of range
   * @throws IllegalStateException if the network has an output at every step
   */
  public float[][] predict(int[][] tokens) {
    checkResult(false);
    return onlyRows(model.run(checked(tokens)));
  }

  /**
   * Predicts one output for each sequence of vectors, for a network without an embedding.
   *
   * @param features {@code [B][T][C]}; sequences may differ in length, and {@code C} is {@link
   *     #tokens()}
   * @return {@code [B][V]}, new arrays; with softmax, each row holds probabilities
   * @throws IllegalArgumentException if a sequence is empty, a vector has the wrong size, or the
   *     network begins with an embedding
   * @throws IllegalStateException if the network has an output at every step
   */
  public float[][] predict(float[][][] features) {
    checkResult(false);
    return onlyRows(model.run(checked(features)));
  }

  /**
   * Predicts one output for each step of each sequence of tokens.
   *
   * @param tokens {@code [B][T]}, as in {@link #predict(int[][])}
   * @return {@code [B][T][V]}, new arrays
   * @throws IllegalArgumentException if a sequence is empty or a token is out of range
   * @throws IllegalStateException if the network has one output for each sequence
   */
  public float[][][] predictSteps(int[][] tokens) {
    checkResult(true);
    return model.run(checked(tokens));
  }

  /**
   * Predicts one output for each step of each sequence of vectors, for a network without an
   * embedding.
   *
   * @param features {@code [B][T][C]}, as in {@link #predict(float[][][])}
   * @return {@code [B][T][V]}, new arrays
   * @throws IllegalArgumentException if a sequence is empty, a vector has the wrong size, or the
   *     network begins with an embedding
   * @throws IllegalStateException if the network has one output for each sequence
   */
  public float[][][] predictSteps(float[][][] features) {
    checkResult(true);
    return model.run(checked(features));
  }

  private static float[][] onlyRows(float[][][] outputs) {
    float[][] rows = new float[outputs.length][];
    for (int b = 0; b < rows.length; b++) {
      rows[b] = outputs[b][0];
    }
    return rows;
  }

  private void checkResult(boolean steps) {
    if (steps != yieldsSteps()) {
      throw new IllegalStateException(
          steps
              ? "The network has one output for each sequence: call predict"
              : "The network has an output at every step: call predictSteps");
    }
  }

  private Sequences checked(int[][] tokens) {
    for (int b = 0; b < tokens.length; b++) {
      checkLength(Objects.requireNonNull(tokens[b], "sequence").length, b);
      for (int t = 0; t < tokens[b].length; t++) {
        if (tokens[b][t] < 0 || tokens[b][t] >= tokens()) {
          throw new IllegalArgumentException(
              "Token is %d in sequence %d, step %d: it must be from 0 to %d"
                  .formatted(tokens[b][t], b, t, tokens() - 1));
        }
      }
    }
    return new Sequences.Tokens(tokens);
  }

  private Sequences checked(float[][][] features) {
    if (model.embeds()) {
      throw new IllegalArgumentException(
          "The network begins with an embedding: sequences consist of tokens, not features");
    }
    for (int b = 0; b < features.length; b++) {
      checkLength(Objects.requireNonNull(features[b], "sequence").length, b);
      for (int t = 0; t < features[b].length; t++) {
        int count = Objects.requireNonNull(features[b][t], "step").length;
        if (count != tokens()) {
          throw new IllegalArgumentException(
              "There are %d features in sequence %d, step %d, but the network needs %d"
                  .formatted(count, b, t, tokens()));
        }
      }
    }
    return new Sequences.Vectors(features);
  }

  private static void checkLength(int length, int sequence) {
    if (length == 0) {
      throw new IllegalArgumentException(
          "Sequence %d is empty: it must have at least one step".formatted(sequence));
    }
  }
}
