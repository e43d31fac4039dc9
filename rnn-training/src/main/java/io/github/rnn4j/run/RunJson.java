package io.github.rnn4j.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.metric.JsonNumbers;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Reads and writes records as JSON. Reading is strict: an unknown, missing or null property, or one
 * of another type, is an error that names it, because a saved run must not be half understood. The
 * exceptions are a missing property whose {@link Knob} has the value of earlier runs or a former
 * name, and a null in place of a number that is not finite ({@link JsonNumbers}).
 */
final class RunJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .addModule(pathsAsGiven())
          .addModule(JsonNumbers.module())
          .build();

  private static final String ADVICE =
      "Correct the file, or use the version of the program that wrote it.";

  private RunJson() {}

  static byte[] write(Object value) throws JsonProcessingException {
    return MAPPER.writeValueAsBytes(value);
  }

  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  static <T> T read(Path file, Class<T> type) {
    return read(file, RunFile.bytes(file, RunFile.TEXT), type);
  }

  /** Reads the content of a file; the path is for the messages. */
  static <T> T read(Path file, byte[] json, Class<T> type) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      if (tree.isNull() || tree.isMissingNode()) {
        throw new RunException(
            "%s contains %s. %s".formatted(file, tree.isNull() ? "only null" : "nothing", ADVICE));
      }
      return addMissing(tree, type) ? MAPPER.treeToValue(tree, type) : MAPPER.readValue(json, type);
    } catch (UnrecognizedPropertyException cause) {
      throw new RunException(
          file
              + ": unknown property \""
              + cause.getPropertyName()
              + "\"; the known properties are "
              + cause.getKnownPropertyIds()
              + ". Remove or rename it, or use the version of the program that wrote it.",
          cause);
    } catch (JsonMappingException cause) {
      throw new RunException(
          file + ": " + property(cause) + cause.getOriginalMessage() + ". " + ADVICE, cause);
    } catch (JsonProcessingException cause) {
      throw new RunException(
          file + " is not JSON" + line(cause) + ": " + cause.getOriginalMessage() + ". " + ADVICE,
          cause);
    } catch (IOException cause) {
      throw new RunException(
          "Cannot read " + file + " (" + FileFailure.reason(cause) + ").", cause);
    }
  }

  /** Adds the values of earlier runs, and returns whether there was anything to add. */
  private static boolean addMissing(JsonNode json, Class<?> type) throws JsonProcessingException {
    if (!type.isRecord() || !(json instanceof ObjectNode object)) {
      return false;
    }
    boolean added = false;
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      Knob knob = component.getAnnotation(Knob.class);
      if (object.has(name)) {
        added |= addMissing(object.get(name), component.getType());
      } else if (knob != null && object.has(knob.formerName())) {
        object.set(name, object.remove(knob.formerName()));
        added = true;
      } else if (knob != null && !knob.inEarlierRuns().isEmpty()) {
        object.set(name, value(knob.inEarlierRuns(), component.getType()));
        added = true;
      } else if (knob != null && knob.emptyInEarlierRuns()) {
        object.put(name, "");
        added = true;
      }
    }
    return added;
  }

  private static JsonNode value(String text, Class<?> type) throws JsonProcessingException {
    return type.isPrimitive() ? MAPPER.readTree(text) : TextNode.valueOf(text);
  }

  /**
   * Writes paths as the user gave them. Jackson would write an absolute URI, which reveals more
   * about the machine.
   */
  private static SimpleModule pathsAsGiven() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(Path.class, ToStringSerializer.instance);
    module.addDeserializer(
        Path.class,
        new StdScalarDeserializer<>(Path.class) {
          @Override
          public Path deserialize(JsonParser parser, DeserializationContext context)
              throws IOException {
            return parser.hasToken(JsonToken.VALUE_STRING)
                ? Path.of(parser.getText())
                : (Path) context.handleUnexpectedToken(Path.class, parser);
          }
        });
    return module;
  }

  private static String property(JsonMappingException cause) {
    String path =
        cause.getPath().stream()
            .map(
                part ->
                    part.getFieldName() == null
                        ? "[" + part.getIndex() + "]"
                        : "." + part.getFieldName())
            .collect(Collectors.joining());
    return path.isEmpty() ? "" : "property \"" + path.replaceFirst("^\\.", "") + "\": ";
  }

  private static String line(JsonProcessingException cause) {
    return cause.getLocation() == null
        ? ""
        : " at line "
            + cause.getLocation().getLineNr()
            + ", column "
            + cause.getLocation().getColumnNr();
  }
}
