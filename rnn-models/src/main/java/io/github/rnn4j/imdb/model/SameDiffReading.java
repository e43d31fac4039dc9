package io.github.rnn4j.imdb.model;

import io.github.rnn4j.imdb.config.NetworkConfig;
import io.github.rnn4j.layer.packed.Direction;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Adds SameDiff Elman layers to the graph, one for each direction of reading. A packed layer does
 * all of this itself.
 *
 * <pre>
 * below [B, C, T] -> layer [B, H, T] -> last valid state [B, H] -------------+
 *                 \                                                           merge [B, S]
 *                   reversed -> layer [B, H, T] -> last valid state [B, H] --+
 * </pre>
 *
 * <p>Each review is reversed within its own length, so the padding stays at its end. A layer that
 * is not the top one passes on the states of all words: those of the second direction are put back
 * into the order of the text, and no last state is taken.
 */
final class SameDiffReading {

  /** Ends the name of the second layer of two; the first one has the name of a packed layer. */
  static final String BACKWARD = "-backward";

  private final NetworkConfig config;
  private final GraphBuilder graph;
  private final String input;

  /**
   * Prepares to add layers.
   *
   * @param input the name of the graph's input, whose mask says how long each review is
   */
  SameDiffReading(NetworkConfig config, GraphBuilder graph, String input) {
    this.config = config;
    this.graph = graph;
    this.input = input;
  }

  /**
   * Adds the layers of one level.
   *
   * @param top whether to yield the last states, [B, S], instead of the states at every word, [B,
   *     S, T]
   * @return the name of the vertex with their output
   */
  String add(String name, int size, boolean top, String below) {
    List<String> outputs = new ArrayList<>();
    boolean both = config.direction() == Direction.BIDIRECTIONAL;
    if (config.direction() != Direction.BACKWARD) {
      String states = layer(name, size, below); // [B, H, T]
      outputs.add(top ? vertex(name + "-last", new LastTimeStepVertex(input), states) : states);
    }
    if (config.direction() != Direction.FORWARD) {
      String backward = both ? name + BACKWARD : name;
      String reversed = vertex(backward + "-input", reversal(), below); // [B, C, T]
      String states = layer(backward, size, reversed); // [B, H, T]
      outputs.add(
          top
              ? vertex(backward + "-last", new LastTimeStepVertex(input), states)
              : vertex(backward + "-states", reversal(), states));
    }
    return both ? vertex(name + "-merge", merge(), outputs.toArray(String[]::new)) : outputs.get(0);
  }

  private String layer(String name, int size, String below) {
    Layer layer = ImdbNetwork.cell(config).nIn(size).dataFormat(RNNFormat.NCW).build();
    graph.addLayer(name, layer, below);
    return name;
  }

  private String vertex(String name, GraphVertex vertex, String... below) {
    graph.addVertex(name, vertex, below);
    return name;
  }

  private GraphVertex reversal() {
    return new ReverseTimeSeriesVertex(input);
  }

  private GraphVertex merge() {
    return switch (config.merge()) {
      case CONCAT -> new MergeVertex();
      case ADD -> new ElementWiseVertex(ElementWiseVertex.Op.Add);
      case MULTIPLY -> new ElementWiseVertex(ElementWiseVertex.Op.Product);
      case AVERAGE -> new ElementWiseVertex(ElementWiseVertex.Op.Average);
    };
  }
}
