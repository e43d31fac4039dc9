package io.github.rnn4j.stateful;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The layers of a network that is a simple chain: the output of each layer is the input of only the
 * next one.
 */
final class LayerChain {
  private LayerChain() {}

  /**
   * A layer of the chain.
   *
   * @param where how an error message refers to it
   * @param name its name
   * @param conf its configuration, without the wrapper of a frozen layer
   * @param running the layer that runs
   * @param preProcessor the preprocessor before it; null if there is none
   */
  record Link(
      String where,
      String name,
      Layer conf,
      org.deeplearning4j.nn.api.Layer running,
      InputPreProcessor preProcessor) {
    INDArray param(String key) {
      return running.getParam(key);
    }

    IllegalArgumentException refusal(String reason) {
      return new IllegalArgumentException(
          "%s has type %s: %s. Such a network can only run as a whole, with its own output method"
              .formatted(where, conf.getClass().getSimpleName(), reason));
    }
  }

  static List<Link> of(MultiLayerNetwork network) {
    checkInitialised(network.params());
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer conf = network.getLayerWiseConfigurations().getConf(i).getLayer();
      String name = Objects.requireNonNullElse(conf.getLayerName(), "unnamed");
      links.add(
          new Link(
              "Layer %d (%s)".formatted(i, name),
              name,
              unfrozen(conf),
              network.getLayer(i),
              network.getLayerWiseConfigurations().getInputPreProcess(i)));
    }
    return links;
  }

  /** Returns the layers of a graph; {@code user} is the class that an error message names. */
  static List<Link> of(ComputationGraph graph, String user) {
    checkInitialised(graph.params());
    ComputationGraphConfiguration conf = graph.getConfiguration();
    if (conf.getNetworkInputs().size() != 1 || conf.getNetworkOutputs().size() != 1) {
      throw new IllegalArgumentException(
          "The graph has inputs %s and outputs %s: %s needs exactly one of each"
              .formatted(conf.getNetworkInputs(), conf.getNetworkOutputs(), user));
    }
    List<Link> links = new ArrayList<>();
    String below = conf.getNetworkInputs().get(0);
    for (int index : graph.topologicalSortOrder()) {
      String name = graph.getVertices()[index].getVertexName();
      if (!name.equals(below)) {
        checkInput(name, conf.getVertexInputs().get(name), below, user);
        links.add(link(graph, name));
        below = name;
      }
    }
    return links;
  }

  /**
   * Returns the layers from an input of a graph to its output. They may take their initial states
   * from elsewhere.
   */
  static List<Link> from(ComputationGraph graph, String input) {
    checkInitialised(graph.params());
    ComputationGraphConfiguration conf = graph.getConfiguration();
    List<Link> links = new ArrayList<>();
    String below = input;
    while (!conf.getNetworkOutputs().contains(below)) {
      below = above(conf, below);
      links.add(link(graph, below));
    }
    return links;
  }

  /** Returns the only vertex that reads the output of another one as its first input. */
  private static String above(ComputationGraphConfiguration conf, String below) {
    List<String> readers =
        conf.getVertexInputs().entrySet().stream()
            .filter(vertex -> vertex.getValue().contains(below))
            .map(Map.Entry::getKey)
            .toList();
    if (readers.size() != 1 || !conf.getVertexInputs().get(readers.get(0)).get(0).equals(below)) {
      throw new IllegalArgumentException(
          "Vertex %s is an input of %s, but a decoder needs a chain of layers up to the output"
              .formatted(below, readers));
    }
    return readers.get(0);
  }

  private static void checkInput(String name, List<String> inputs, String below, String user) {
    if (!inputs.equals(List.of(below))) {
      throw new IllegalArgumentException(
          "Vertex %s has the inputs %s: %s needs a simple chain, where its only input would be %s"
              .formatted(name, inputs, user, below));
    }
  }

  private static Link link(ComputationGraph graph, String name) {
    GraphVertex vertex = graph.getConfiguration().getVertices().get(name);
    if (!(vertex instanceof LayerVertex layer)) {
      throw new IllegalArgumentException(
          "Vertex %s has type %s: all vertices of a simple chain are layers"
              .formatted(name, vertex.getClass().getSimpleName()));
    }
    Layer conf = unfrozen(layer.getLayerConf().getLayer());
    return new Link("Vertex " + name, name, conf, graph.getLayer(name), layer.getPreProcessor());
  }

  private static Layer unfrozen(Layer conf) {
    return conf instanceof FrozenLayer frozen ? frozen.getLayer() : conf;
  }

  private static void checkInitialised(INDArray params) {
    if (params == null || params.isEmpty()) {
      throw new IllegalStateException("The network has no parameters yet: call init() first");
    }
  }
}
