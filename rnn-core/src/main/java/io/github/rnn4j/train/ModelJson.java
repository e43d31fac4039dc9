package io.github.rnn4j.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of a saved network, looked through before Deeplearning4j reads it: the classes
 * it names are on the list, and its sizes fit the parameters that the file has.
 */
final class ModelJson {

  /** What a MultiLayerNetwork has. */
  static final String LAYERS = "confs";

  /** What a ComputationGraph has. */
  static final String VERTICES = "vertices";

  private static final String CLASS = "@class";
  private static final Set<String> SIZES = Set.of("nin", "nout");
  private static final int DEEPEST = 64;

  /** Two properties of one name could be read as the first here and as the second there. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode root;

  private ModelJson(JsonNode root) {
    this.root = root;
  }

  /**
   * Reads and checks.
   *
   * @param parameters how many the file has
   * @throws IOException if it is no JSON
   * @throws Refused if it names a class that is not allowed, or a size that cannot be
   */
  static ModelJson read(byte[] json, ModelClasses classes, long parameters) throws IOException {
    JsonNode root = MAPPER.readTree(json);
    check(root, classes, parameters);
    return new ModelJson(root);
  }

  /**
   * Makes sure which kind of network it is.
   *
   * @param kind {@link #LAYERS} or {@link #VERTICES}
   * @throws IOException if it is of the other kind, or none
   */
  void require(String kind) throws IOException {
    if (root.has(kind)) {
      return;
    }
    throw new IOException(
        root.has(VERTICES)
            ? "it holds a ComputationGraph, not a MultiLayerNetwork"
            : root.has(LAYERS)
                ? "it holds a MultiLayerNetwork, not a ComputationGraph"
                : "its configuration is not that of a network");
  }

  /** What was checked, written anew: nothing that another parser could see otherwise is left. */
  String text() {
    return root.toString();
  }

  private static void check(JsonNode node, ModelClasses classes, long parameters) {
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      String name = property.getKey();
      JsonNode value = property.getValue();
      if (name.startsWith("@")) {
        checkClass(name, value, classes);
      } else if (SIZES.contains(name.toLowerCase(Locale.ROOT))) {
        checkSize(name, value, parameters);
      }
    }
    node.forEach(child -> check(child, classes, parameters));
  }

  private static void checkClass(String name, JsonNode value, ModelClasses classes) {
    if (!name.equals(CLASS) || !value.isTextual()) {
      throw new Refused("its configuration has \"%s\": %s".formatted(name, shortened(value)));
    }
    if (!classes.allows(value.textValue())) {
      throw new Refused(
          "its configuration names the class %s, which is not among those that a saved network may name. If it is a layer of your own, load the file with ModelClasses.standard().plus(...)"
              .formatted(shortened(value)));
    }
  }

  private static void checkSize(String name, JsonNode value, long parameters) {
    if (!value.canConvertToLong() || value.longValue() < 0 || value.longValue() > parameters) {
      throw new Refused(
          "its configuration has \"%s\": %s beside %,d parameters"
              .formatted(name, shortened(value), parameters));
    }
  }

  private static String shortened(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }

  /** A configuration that is not given to Deeplearning4j; the message says why. */
  static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message);
    }
  }
}
