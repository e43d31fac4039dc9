package io.github.rnn4j.model;

import io.github.rnn4j.model.ModelJson.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * Checks that the parts of a saved network's configuration fit together: wrappers contain a layer
 * that they can wrap, the vertices of a graph have existing inputs and no cycle, and nothing is
 * missing that a layer cannot compute without. Deeplearning4j accepts such configurations and fails
 * only when the network is used.
 */
final class ModelStructure {

  /** The properties of layers and vertices that must have a value, wherever they occur. */
  private static final Set<String> REQUIRED =
      Set.of(
          "activationFn",
          "direction",
          "fwd",
          "bwd",
          "gateActivationFn",
          "layer",
          "layerConf",
          "lossFn",
          "merge",
          "mode",
          "op",
          "outputActivation",
          "outputFormat",
          "poolingType",
          "recurrence",
          "result",
          "underlying");

  /** The wrappers, and the properties that contain their layers. */
  private static final Map<String, List<String>> WRAPPERS =
      Map.of(
          LastTimeStep.class.getName(), List.of("underlying"),
          TimeDistributed.class.getName(), List.of("underlying"),
          MaskZeroLayer.class.getName(), List.of("underlying"),
          FrozenLayer.class.getName(), List.of("layer"),
          FrozenLayerWithBackprop.class.getName(), List.of("underlying"),
          Bidirectional.class.getName(), List.of("fwd", "bwd"));

  private ModelStructure() {}

  /**
   * Checks the configuration of a file before Deeplearning4j reads it.
   *
   * @throws Refused if a wrapper or vertex lacks its layer, a wrapper contains one that it cannot
   *     wrap, or a graph has a cycle or an input that does not exist
   */
  static void check(JsonNode root) {
    forEachPart(root, ModelStructure::checkParts);
    requireComplete(root);
    if (root.has(ModelJson.VERTICES)) {
      new GraphInputs(root).check();
    }
  }

  /**
   * Checks the configuration that Deeplearning4j has read and written again. In it, a missing
   * property is null like one that was null in the file.
   *
   * @throws Refused if a property is null that its layer or vertex cannot do without
   */
  static void requireComplete(JsonNode root) {
    forEachPart(root, ModelStructure::requireProperties);
  }

  private static void forEachPart(JsonNode root, Check check) {
    int number = 0;
    for (JsonNode layer : root.path(ModelJson.LAYERS)) {
      check.check("layer " + number++, layer);
    }
    root.path(ModelJson.VERTICES)
        .fields()
        .forEachRemaining(v -> check.check(quoted(v.getKey()), v.getValue()));
  }

  private static void requireProperties(String part, JsonNode node) {
    for (Iterator<Map.Entry<String, JsonNode>> all = node.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> property = all.next();
      if (property.getValue().isNull() && REQUIRED.contains(property.getKey())) {
        throw missing(part, node, property.getKey());
      }
    }
    node.forEach(child -> requireProperties(part, child));
  }

  private static Refused missing(String part, JsonNode node, String property) {
    return new Refused(
        "%s%s has no \"%s\"; the network cannot be used without it"
            .formatted(part, node.has("@class") ? " (" + simpleName(node) + ")" : "", property));
  }

  private static void checkParts(String part, JsonNode node) {
    if (isA(LayerVertex.class, className(node), false) && !node.path("layerConf").isObject()) {
      throw missing(part, node, "layerConf");
    }
    if (WRAPPERS.containsKey(className(node))) {
      checkWrapped(part, node, List.of());
    } else {
      node.forEach(child -> checkParts(part, child));
    }
  }

  private static void checkWrapped(String part, JsonNode node, List<String> around) {
    List<String> properties = WRAPPERS.get(className(node));
    if (properties == null) {
      checkInnermost(part, node, around);
      return;
    }
    if (around.contains(className(node))) {
      throw new Refused(
          "%s wraps a %s in another %s".formatted(part, simpleName(node), simpleName(node)));
    }
    List<String> wrappers = new ArrayList<>(around);
    wrappers.add(className(node));
    for (String property : properties) {
      if (!node.path(property).isObject()) {
        throw missing(part, node, property);
      }
      checkWrapped(part, node.get(property), wrappers);
    }
  }

  private static void checkInnermost(String part, JsonNode layer, List<String> around) {
    boolean recurrent = isA(BaseRecurrentLayer.class, className(layer), true);
    for (String wrapper : List.of(Bidirectional.class.getName(), LastTimeStep.class.getName())) {
      if (around.contains(wrapper) && !recurrent) {
        throw new Refused(
            "%s wraps %s in %s, which can wrap only recurrent layers"
                .formatted(part, simpleName(layer), simpleName(wrapper)));
      }
    }
    if (around.contains(TimeDistributed.class.getName()) && recurrent) {
      throw new Refused(
          "%s wraps %s in TimeDistributed, which cannot wrap recurrent layers"
              .formatted(part, simpleName(layer)));
    }
  }

  /**
   * Returns whether a class is a subclass, without initializing it.
   *
   * @param otherwise the result for a class of another class loader, which the caller vouches for
   */
  private static boolean isA(Class<?> type, String name, boolean otherwise) {
    try {
      return type.isAssignableFrom(
          Class.forName(name, false, ModelStructure.class.getClassLoader()));
    } catch (ClassNotFoundException cause) {
      return otherwise;
    }
  }

  private static String className(JsonNode node) {
    return node.path("@class").asText();
  }

  private static String simpleName(JsonNode node) {
    return simpleName(className(node));
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String quoted(String vertex) {
    return "vertex \"" + ModelJson.shortened(vertex) + "\"";
  }

  /** Checks one layer or vertex, of which the first argument is the description. */
  @FunctionalInterface
  private interface Check {
    void check(String part, JsonNode node);
  }

  /** The edges of a graph. */
  private static final class GraphInputs {
    private final Set<String> inputs = new HashSet<>();
    private final JsonNode root;
    private final JsonNode edges;

    GraphInputs(JsonNode root) {
      this.root = root;
      edges = root.path("vertexInputs");
      root.path("networkInputs").forEach(input -> inputs.add(input.asText()));
    }

    void check() {
      Set<String> vertices = new LinkedHashSet<>();
      root.get(ModelJson.VERTICES).fieldNames().forEachRemaining(vertices::add);
      for (String vertex : vertices) {
        if (edges.path(vertex).isEmpty()) {
          throw new Refused(quoted(vertex) + " has no inputs");
        }
        for (JsonNode input : edges.get(vertex)) {
          requireExists(vertices, input.asText(), quoted(vertex) + " has the input \"%s\"");
        }
      }
      for (JsonNode output : root.path("networkOutputs")) {
        requireExists(vertices, output.asText(), "the graph has the output \"%s\"");
      }
      requireNoCycle(vertices);
    }

    private void requireExists(Set<String> vertices, String name, String which) {
      if (!inputs.contains(name) && !vertices.contains(name)) {
        throw new Refused(which.formatted(ModelJson.shortened(name)) + ", which does not exist");
      }
    }

    /** Removes vertices whose inputs have all been removed until none is left, or only cycles. */
    private void requireNoCycle(Set<String> vertices) {
      Map<String, Integer> unknown = new LinkedHashMap<>(); // inputs that have not been removed
      Map<String, List<String>> users = new HashMap<>();
      for (String vertex : vertices) {
        unknown.put(vertex, edges.get(vertex).size());
        for (JsonNode input : edges.get(vertex)) {
          users.computeIfAbsent(input.asText(), name -> new ArrayList<>()).add(vertex);
        }
      }
      Deque<String> removed = new ArrayDeque<>(inputs);
      while (!removed.isEmpty()) {
        for (String user : users.getOrDefault(removed.remove(), List.of())) {
          if (unknown.merge(user, -1, Integer::sum) == 0) {
            unknown.remove(user);
            removed.add(user);
          }
        }
      }
      if (!unknown.isEmpty()) {
        throw new Refused(
            quoted(cycle(unknown.keySet())) + " is part of a cycle: it depends on its own output");
      }
    }

    /** Returns a vertex on a cycle: walking backwards from any vertex that is left reaches one. */
    private String cycle(Set<String> left) {
      Set<String> seen = new HashSet<>();
      String vertex = left.iterator().next();
      while (seen.add(vertex)) {
        for (JsonNode input : edges.get(vertex)) {
          if (left.contains(input.asText())) {
            vertex = input.asText();
            break;
          }
        }
      }
      return vertex;
    }
  }
}
