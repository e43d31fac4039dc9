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
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Records as JSON, read strictly: a property too many, too few, null or of another type is an error
 * that names it. A saved run must not be understood halfway.
 */
final class RunJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .addModule(pathsAsGiven())
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
    return read(file, BoundedFile.bytes(file, BoundedFile.TEXT), type);
  }

  /** Reads what is in a file; the file is for the messages. */
  static <T> T read(Path file, byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (UnrecognizedPropertyException cause) {
      throw new RunException(
          file
              + ": unknown property \""
              + cause.getPropertyName()
              + "\"; known here are "
              + cause.getKnownPropertyIds()
              + ". Remove or rename it, or use the version of the program that wrote it.",
          cause);
    } catch (JsonMappingException cause) {
      throw new RunException(
          file + ": " + property(cause) + cause.getOriginalMessage() + ". " + ADVICE, cause);
    } catch (JsonProcessingException cause) {
      throw new RunException(
          file + " is no JSON" + line(cause) + ": " + cause.getOriginalMessage() + ". " + ADVICE,
          cause);
    } catch (IOException cause) {
      throw new RunException(
          "Cannot read " + file + " (" + FileFailure.reason(cause) + ").", cause);
    }
  }

  /**
   * Jackson's own form of a path is an absolute URI, which says more of the machine than the user
   * did.
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
        : " in line "
            + cause.getLocation().getLineNr()
            + ", column "
            + cause.getLocation().getColumnNr();
  }
}
