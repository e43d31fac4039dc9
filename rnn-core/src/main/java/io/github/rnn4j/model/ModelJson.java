package io.github.rnn4j.model;

import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.core.StreamReadFeature;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/**
 * The configuration of a saved network, checked before Deeplearning4j reads it: every class it
 * names must be on the list, and its sizes must fit the number of parameters in the file.
 *
 * <p>It uses the parser inside ND4J, which Deeplearning4j also uses, because two parsers could
 * disagree. That parser has no limits; {@link #checkTokens} therefore goes through the tokens
 * before any tree is built.
 */
final class ModelJson {

  /** The property that marks a MultiLayerNetwork. */
  static final String LAYERS = "confs";

  /** The property that marks a ComputationGraph. */
  static final String VERTICES = "vertices";

  private static final String CLASS = "@class";
  private static final Set<String> SIZES = Set.of("nin", "nout");
  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_TEXT = 100_000;

  /** Rejects duplicate properties: one parser could take the first, another the second. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final JsonNode root;

  private ModelJson(JsonNode root) {
    this.root = root;
  }

  /**
   * Reads and checks a configuration.
   *
   * @param parameters number of parameters in the file
   * @throws IOException if it is not valid JSON
   * @throws Refused if it is nested too deeply, has a value that is too long, names a class that is
   *     not allowed, or has an impossible size
   */
  static ModelJson read(byte[] json, ModelClasses classes, long parameters) throws IOException {
    checkTokens(json);
    JsonNode root = MAPPER.readTree(json);
    check(root, classes, parameters);
    return new ModelJson(root);
  }

  /** Reads the tokens one by one without building a tree. */
  private static void checkTokens(byte[] json) throws IOException {
    try (JsonParser tokens = FACTORY.createParser(json)) {
      int depth = 0;
      int values = 0;
      for (JsonToken token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
        if (depth == 0 && ++values > 1) {
          throw new IOException("its configuration has extra text after its end");
        }
        if (token.isStructStart()) {
          requireAtMost(DEEPEST, ++depth, "a nesting depth of more than %,d");
        } else if (token.isStructEnd()) {
          depth--;
        } else {
          checkLength(token, tokens.getTextLength());
        }
      }
    }
  }

  private static void checkLength(JsonToken token, int length) {
    if (token == JsonToken.FIELD_NAME) {
      requireAtMost(LONGEST_NAME, length, "a name of more than %,d characters");
    } else if (token.isNumeric()) {
      requireAtMost(LONGEST_NUMBER, length, "a number of more than %,d characters");
    } else {
      requireAtMost(LONGEST_TEXT, length, "a text of more than %,d characters");
    }
  }

  private static void requireAtMost(int most, int value, String what) {
    if (value > most) {
      throw new Refused("its configuration has " + what.formatted(most));
    }
  }

  /**
   * Checks that this is the expected kind of network.
   *
   * @param kind {@link #LAYERS} or {@link #VERTICES}
   * @throws Refused if it is the other kind, or its parts do not fit together
   * @throws IOException if it is neither kind
   */
  void require(String kind) throws IOException {
    if (root.has(kind)) {
      ModelStructure.check(root);
      return;
    }
    if (root.has(VERTICES)) {
      throw new Refused(
          "it holds a ComputationGraph, not a MultiLayerNetwork: load it with computationGraph instead of multiLayerNetwork");
    }
    if (root.has(LAYERS)) {
      throw new Refused(
          "it holds a MultiLayerNetwork, not a ComputationGraph: load it with multiLayerNetwork instead of computationGraph");
    }
    throw new IOException("its configuration does not describe a network");
  }

  /**
   * Checks the configuration that Deeplearning4j has read from {@link #text}.
   *
   * @param written the same configuration, written by Deeplearning4j
   * @throws Refused if something is missing without which the network cannot be used
   */
  static void requireComplete(String written) throws IOException {
    ModelStructure.requireComplete(MAPPER.readTree(written));
  }

  /**
   * The checked configuration, written from scratch: it contains nothing that another parser could
   * read differently.
   */
  String text() {
    return root.toString();
  }

  private static void check(JsonNode node, ModelClasses classes, long parameters) {
    for (Iterator<Map.Entry<String, JsonNode>> all = node.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> property = all.next();
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
      throw new Refused(
          "its configuration has \"%s\": %s; classes may be named only by \"@class\", with a text as its value"
              .formatted(name, shortened(value)));
    }
    if (!classes.allows(value.textValue())) {
      throw new Refused(
          "its configuration names the class %s, which is not on the list of allowed classes. If it is your own layer, load the file with ModelClasses.standard().plus(...)"
              .formatted(shortened(value)));
    }
  }

  private static void checkSize(String name, JsonNode value, long parameters) {
    if (!value.canConvertToLong() || value.longValue() < 0 || value.longValue() > parameters) {
      throw new Refused(
          "its configuration has \"%s\": %s; it must be a number from 0 to %,d, the number of parameters"
              .formatted(name, shortened(value), parameters));
    }
  }

  private static String shortened(JsonNode value) {
    return shortened(value.isTextual() ? value.textValue() : value.toString());
  }

  static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }

  /** Thrown for a configuration that must not reach Deeplearning4j; the message says why. */
  static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message);
    }
  }
}
