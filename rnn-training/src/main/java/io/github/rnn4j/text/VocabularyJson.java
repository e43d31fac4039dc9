package io.github.rnn4j.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** The file format of a vocabulary. */
final class VocabularyJson {

  private static final String FORMAT = "rnn4j-vocabulary";
  private static final int VERSION = 1;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(2)
                          .maxStringLength(1 << 20)
                          // The tokens, and less than 16 for what surrounds them.
                          .maxTokenCount(Vocabulary.MAX_SIZE + 16L)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                for (CoercionInputShape shape : CoercionInputShape.values()) {
                  text.setCoercion(shape, CoercionAction.Fail);
                }
              })
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private VocabularyJson() {}

  /** What is in the file; the boxed version tells a missing one from 0. */
  private record Content(
      @JsonProperty("format") String format,
      @JsonProperty("version") Integer version,
      @JsonProperty("tokens") List<String> tokens) {

    @JsonCreator
    Content {}
  }

  static void write(List<String> tokens, OutputStream out) throws IOException {
    MAPPER.writeValue(out, new Content(FORMAT, VERSION, tokens));
  }

  static Vocabulary read(InputStream in) throws IOException {
    Content content;
    try {
      content = MAPPER.readValue(in, Content.class);
    } catch (JsonProcessingException e) {
      throw notAVocabulary(e.getOriginalMessage(), e);
    } catch (CharConversionException e) {
      throw notAVocabulary(e.getMessage(), e);
    }
    if (content == null || !FORMAT.equals(content.format)) {
      throw notAVocabulary(
          "its \"format\" is %s".formatted(content == null ? null : content.format), null);
    }
    if (content.version == null || content.version != VERSION) {
      throw new IllegalArgumentException(
          "The vocabulary has version %s; this library reads version %d. Use the library version that wrote it, or train again"
              .formatted(content.version, VERSION));
    }
    if (content.tokens == null) {
      throw notAVocabulary("\"tokens\" is missing", null);
    }
    return new Vocabulary(content.tokens);
  }

  private static IllegalArgumentException notAVocabulary(String why, Exception cause) {
    return new IllegalArgumentException(
        "Not a saved vocabulary: %s. Expected {\"format\": \"%s\", \"version\": %d, \"tokens\": [...]}; give the file that was saved with the model"
            .formatted(why, FORMAT, VERSION),
        cause);
  }
}
