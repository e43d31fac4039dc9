package io.github.rnn4j.benchmark.onnxruntime;

import io.github.rnn4j.benchmark.onnxruntime.OnnxModel.Attribute;
import io.github.rnn4j.benchmark.onnxruntime.OnnxModel.Element;
import io.github.rnn4j.benchmark.work.Cell;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the networks of the workloads as ONNX models. {@code LSTM} is the only cell, since no
 * workload runs a prediction with another one.
 */
final class OnnxNetworks {
  static final String TOKENS = "tokens";
  static final String LENGTHS = "lengths";
  static final String INPUTS = "inputs";
  static final String HIDDEN = "h";
  static final String MEMORY = "c";

  private static final int ANY = -1;

  private final Network shape;
  private final NetworkWeights weights;
  private final OnnxModel model = new OnnxModel();

  private OnnxNetworks(Network shape, Weights weights) {
    if (shape.cell() != Cell.LSTM || shape.layers() > 1) {
      throw new IllegalArgumentException(
          "This network has %d layers with cell %s; ONNX Runtime runs only one LSTM layer here"
              .formatted(shape.layers(), shape.cell()));
    }
    this.shape = shape;
    this.weights = new NetworkWeights(weights);
  }

  /**
   * Returns a network that classifies reviews: {@link #TOKENS} [B, T] and, if they differ, {@link
   * #LENGTHS} [B] to probabilities [B, 1].
   */
  static OnnxModel reviewClass(Network shape, Weights weights, boolean variable) {
    OnnxNetworks network = new OnnxNetworks(shape, weights);
    OnnxModel model = network.model.input(TOKENS, Element.INT64, ANY, ANY);
    if (variable) {
      model.input(LENGTHS, Element.INT32, ANY);
    }
    model.node(
        "Transpose", List.of(TOKENS), List.of("columns"), Attribute.of("perm", new long[] {1, 0}));
    network.embedding("columns"); // [T, B, E]
    network.lstm("x", variable ? List.of(LENGTHS) : List.of(), List.of("", "last")); // [2, B, H]
    model.node(
        "Transpose",
        List.of("last"),
        List.of("rows"),
        Attribute.of("perm", new long[] {1, 0, 2})); // [B, 2, H]
    network.flatten("rows"); // [B, 2 H]
    model
        .parameter(
            "dense",
            network.weights.inside(shape.stateSize(), Network.DENSE),
            shape.stateSize(),
            Network.DENSE)
        .parameter("denseBias", network.weights.bias(Network.DENSE), Network.DENSE)
        .node("Gemm", List.of("states", "dense", "denseBias"), List.of("sums"))
        .node("Relu", List.of("sums"), List.of("features"));
    network.head("features", Network.DENSE); // [B, 1]
    return model.node("Sigmoid", List.of("z"), List.of("y")).output("y", ANY, shape.outputs());
  }

  /** Returns a network that maps numbers to numbers: {@link #INPUTS} [T, B, C] to [T B, K]. */
  static OnnxModel values(Network shape, Weights weights) {
    OnnxNetworks network = new OnnxNetworks(shape, weights);
    network.model.input(INPUTS, Element.FLOAT, ANY, ANY, shape.inputs());
    network.lstm(INPUTS, List.of(), List.of("all")); // [T, 1, B, H]
    network.flatten("all"); // [T B, H]
    network.head("states", shape.stateSize());
    return network.model.output("z", ANY, shape.outputs());
  }

  /**
   * Returns one step of a network that predicts the next symbol: {@link #TOKENS} [1, 1], {@link
   * #HIDDEN} and {@link #MEMORY} [1, 1, H] to probabilities [1, V] and the next states.
   */
  static OnnxModel step(Network shape, Weights weights) {
    OnnxNetworks network = new OnnxNetworks(shape, weights);
    network
        .model
        .input(TOKENS, Element.INT64, 1, 1)
        .input(HIDDEN, Element.FLOAT, 1, 1, shape.hidden())
        .input(MEMORY, Element.FLOAT, 1, 1, shape.hidden());
    network.embedding(TOKENS); // [1, 1, E]
    network.lstm("x", List.of("", HIDDEN, MEMORY), List.of("", "nextH", "nextC"));
    network.flatten("nextH"); // [1, H]
    network.head("states", shape.stateSize());
    return network
        .model
        .node("Softmax", List.of("z"), List.of("y"), Attribute.of("axis", 1))
        .output("y", 1, shape.outputs())
        .output("nextH", 1, 1, shape.hidden())
        .output("nextC", 1, 1, shape.hidden());
  }

  private void embedding(String tokens) {
    model
        .parameter(
            "table",
            weights.embedding(shape.vocabulary(), shape.inputs()),
            shape.vocabulary(),
            shape.inputs())
        .node("Gather", List.of("table", tokens), List.of("x"));
  }

  private void lstm(String input, List<String> further, List<String> outputs) {
    int directions = shape.directions();
    int rows = shape.cell().blocks() * shape.hidden();
    int sums = directions * rows;
    model
        .parameter("W", weights.inside(shape.inputs(), sums), directions, rows, shape.inputs())
        .parameter("R", weights.inside(shape.hidden(), sums), directions, rows, shape.hidden())
        .parameter("B", weights.bias(2 * sums), directions, 2L * rows);
    List<String> inputs = new ArrayList<>(List.of(input, "W", "R", "B"));
    inputs.addAll(further);
    model.node(
        "LSTM",
        inputs,
        outputs,
        Attribute.of("hidden_size", shape.hidden()),
        Attribute.of("direction", shape.bidirectional() ? "bidirectional" : "forward"));
  }

  /** Merges all axes but the last, or the directions of one sequence, to rows of states. */
  private void flatten(String from) {
    model
        .constant("rowsOfStates", -1, shape.stateSize())
        .node("Reshape", List.of(from, "rowsOfStates"), List.of("states"));
  }

  private void head(String from, int rows) {
    model
        .parameter("head", weights.output(rows, shape.outputs()), rows, shape.outputs())
        .parameter("headBias", weights.bias(shape.outputs()), shape.outputs())
        .node("Gemm", List.of(from, "head", "headBias"), List.of("z"));
  }
}
