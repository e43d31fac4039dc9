package io.github.rnn4j.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The layers of a network from its input to its output: what each one is, which shapes it reads and
 * returns, and how many parameters it has.
 *
 * <pre>{@code
 * LayerTable.of(network).lines().forEach(System.out::println);
 * }</pre>
 *
 * <p>In a shape, {@code B} is the number of examples in a minibatch and {@code T} the number of
 * time steps. A network does not store the type of its input. Without it, the shapes follow from
 * the sizes of the layers, which is enough for recurrent and dense layers; the size of an image
 * must be given. A shape that cannot be known is {@code ?}. Deeplearning4j passes each step to a
 * dense layer between recurrent layers as a separate example, {@code [B T, 20]}.
 *
 * @param rows one row for each layer, or for each vertex of a graph except its inputs, in the order
 *     in which they are computed
 */
public record LayerTable(List<Row> rows) {

  private static final String INDENT = "  ";

  /**
   * One layer of a network, or a vertex of a graph.
   *
   * @param name its name
   * @param type its class without the package, such as {@code PackedLstm}; a wrapper is followed by
   *     the layer inside it, as in {@code LastTimeStep(LSTM)}
   * @param direction {@code forward}, {@code backward} or {@code bidirectional} with the way the
   *     two directions are merged; empty for layers that are not recurrent. A layer above a vertex
   *     that reverses time reads backward.
   * @param in the shape of its input, such as {@code [B, 20, T]}; several inputs are separated by
   *     commas
   * @param out the shape of its output
   * @param parameters the number of its parameters
   */
  public record Row(
      String name, String type, String direction, String in, String out, long parameters) {}

  /**
   * Copies the rows.
   *
   * @param rows as for the record
   */
  public LayerTable {
    rows = List.copyOf(rows);
  }

  /**
   * Describes a network.
   *
   * @param network an initialized network; not changed
   * @param input the type of its input, at most one; without it, the first layer decides
   * @return one row for each layer
   * @throws IllegalArgumentException if there is more than one input type
   * @throws IllegalStateException if the network has no parameters yet
   */
  public static LayerTable of(MultiLayerNetwork network, InputType... input) {
    checkInitialized(network.getLayers() != null);
    checkInputs(input, 1);
    List<Row> rows = new ArrayList<>();
    InputType type = input.length == 0 ? null : input[0];
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer layer = network.getLayerWiseConfigurations().getConf(i).getLayer();
      InputPreProcessor before = network.getLayerWiseConfigurations().getInputPreProcess(i);
      InputType in = LayerTypes.read(layer, before, type);
      type = LayerTypes.returned(layer, in);
      rows.add(
          new Row(
              Objects.requireNonNullElse(layer.getLayerName(), "layer" + i),
              LayerTypes.name(layer),
              LayerTypes.direction(layer, false),
              LayerTypes.shape(in),
              LayerTypes.shape(type),
              network.getLayer(i).numParams()));
    }
    return new LayerTable(rows);
  }

  /**
   * Describes a graph.
   *
   * @param graph an initialized graph; not changed
   * @param inputs the types of its inputs, in order; none to let the layers above them decide
   * @return one row for each layer and each other vertex
   * @throws IllegalArgumentException if there are input types, but not one for each input
   * @throws IllegalStateException if the graph has no parameters yet
   */
  public static LayerTable of(ComputationGraph graph, InputType... inputs) {
    checkInitialized(graph.getVertices() != null);
    List<String> names = graph.getConfiguration().getNetworkInputs();
    checkInputs(inputs, names.size());
    Map<String, Flow> flows = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      InputType type = inputs.length == 0 ? expected(graph, names.get(i)) : inputs[i];
      flows.put(names.get(i), new Flow(type, false));
    }
    List<Row> rows = new ArrayList<>();
    for (int index : graph.topologicalSortOrder()) {
      String name = graph.getVertices()[index].getVertexName();
      if (!names.contains(name)) {
        rows.add(row(graph, name, flows));
      }
    }
    return new LayerTable(rows);
  }

  /** Returns the type that a layer above an input or vertex expects; null if no layer tells. */
  private static InputType expected(ComputationGraph graph, String below) {
    return graph.getConfiguration().getVertexInputs().entrySet().stream()
        .filter(vertex -> vertex.getValue().contains(below))
        .map(vertex -> expectedBy(graph, vertex.getKey()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static InputType expectedBy(ComputationGraph graph, String name) {
    GraphVertex vertex = graph.getConfiguration().getVertices().get(name);
    if (vertex instanceof ReverseTimeSeriesVertex) {
      return expected(graph, name); // returns the type that it reads
    }
    return vertex instanceof LayerVertex layer && layer.getPreProcessor() == null
        ? LayerTypes.read(layer.getLayerConf().getLayer(), null, null)
        : null;
  }

  /**
   * What a vertex returns.
   *
   * @param type its type; null if it is not known
   * @param reversed whether time runs backward
   */
  private record Flow(InputType type, boolean reversed) {}

  /** Describes a vertex and adds what it returns to the flows. */
  private static Row row(ComputationGraph graph, String name, Map<String, Flow> flows) {
    GraphVertex vertex = graph.getConfiguration().getVertices().get(name);
    List<Flow> below =
        graph.getConfiguration().getVertexInputs().get(name).stream().map(flows::get).toList();
    boolean reversed = below.stream().anyMatch(Flow::reversed);
    long parameters = graph.getVertex(name).numParams();
    if (vertex instanceof LayerVertex layerVertex) {
      Layer layer = layerVertex.getLayerConf().getLayer();
      InputType in = LayerTypes.read(layer, layerVertex.getPreProcessor(), below.get(0).type());
      InputType out = LayerTypes.returned(layer, in);
      flows.put(name, new Flow(out, reversed));
      return new Row(
          name,
          LayerTypes.name(layer),
          LayerTypes.direction(layer, reversed),
          below.size() == 1
              ? LayerTypes.shape(in)
              : LayerTypes.shape(in) + ", " + LayerTypes.shape(below.get(1).type()),
          LayerTypes.shape(out),
          parameters);
    }
    InputType out = LayerTypes.returned(vertex, below.stream().map(Flow::type).toList());
    flows.put(name, new Flow(out, reversed != vertex instanceof ReverseTimeSeriesVertex));
    String in =
        below.stream().map(flow -> LayerTypes.shape(flow.type())).collect(Collectors.joining(", "));
    return new Row(
        name, vertex.getClass().getSimpleName(), "", in, LayerTypes.shape(out), parameters);
  }

  private static void checkInitialized(boolean initialized) {
    if (!initialized) {
      throw new IllegalStateException("The network has no parameters yet: call init() first");
    }
  }

  private static void checkInputs(InputType[] given, int inputs) {
    if (given.length != 0 && given.length != inputs) {
      throw new IllegalArgumentException(
          "There are %d input types: give none, or one for each of the network's %d inputs"
              .formatted(given.length, inputs));
    }
  }

  /**
   * Returns the number of parameters of all layers.
   *
   * @return the sum of the last column
   */
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /**
   * Formats the table for a console.
   *
   * @return lines with aligned columns: headers, one line for each row, and the sum of the
   *     parameters
   */
  public List<String> lines() {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("layer", "type", "direction", "shape in", "shape out", "parameters"));
    rows.forEach(row -> cells.add(cells(row)));
    cells.add(List.of("total", "", "", "", "", number(parameters())));
    int[] widths = new int[cells.get(0).size()];
    for (List<String> line : cells) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    return cells.stream().map(line -> aligned(line, widths)).toList();
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.name(), row.type(), row.direction(), row.in(), row.out(), number(row.parameters()));
  }

  private static String aligned(List<String> cells, int[] widths) {
    int last = cells.size() - 1;
    Stream<String> left =
        Stream.iterate(0, i -> i < last, i -> i + 1).map(i -> pad(cells.get(i), widths[i]));
    return INDENT
        + left.collect(Collectors.joining(INDENT))
        + " ".repeat(2 + widths[last] - cells.get(last).length())
        + cells.get(last);
  }

  private static String pad(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }

  private static String number(long parameters) {
    return String.format(Locale.ROOT, "%,d", parameters);
  }
}
