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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads and writes the file format of a vocabulary. */
final class VocabularyJson {

  private static final String FORMAT = "rnn4j-vocabulary";
  private static final int VERSION = 2;

  /** The special tokens of version 1, which does not list them. */
  private static final Set<SpecialToken> OF_VERSION_1 =
      Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN);

  /** Before version 2, a vocabulary that lists its special tokens had this separate format. */
  private static final String LANGUAGE_FORMAT = "rnn4j-language-vocabulary";

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(2)
                          .maxStringLength(1 << 20)
                          // The tokens of the vocabulary, and fewer than 32 JSON tokens around
                          // them.
                          .maxTokenCount(Vocabulary.MAX_SIZE + 32L)
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

  /** The content of the file; the version is boxed to tell a missing one from 0. */
  private record Content(
      @JsonProperty("format") String format,
      @JsonProperty("version") Integer version,
      @JsonProperty("specials") List<String> specials,
      @JsonProperty("tokens") List<String> tokens) {

    @JsonCreator
    Content {}
  }

  static void write(Set<SpecialToken> specials, List<String> tokens, OutputStream out)
      throws IOException {
    MAPPER.writeValue(out, new Content(FORMAT, VERSION, texts(specials), tokens));
  }

  static Vocabulary read(InputStream in) throws IOException {
    Content content = parsed(in);
    checkVersion(content);
    if (content.tokens == null) {
      throw notAVocabulary("\"tokens\" is missing", null);
    }
    return new Vocabulary(specials(content), content.tokens);
  }

  private static Content parsed(InputStream in) throws IOException {
    try {
      Content content = MAPPER.readValue(in, Content.class);
      if (content == null) {
        throw notAVocabulary("it is null", null);
      }
      return content;
    } catch (JsonProcessingException e) {
      throw notAVocabulary(e.getOriginalMessage(), e);
    } catch (CharConversionException e) {
      throw notAVocabulary(e.getMessage(), e);
    }
  }

  private static void checkVersion(Content content) {
    boolean language = LANGUAGE_FORMAT.equals(content.format);
    if (!language && !FORMAT.equals(content.format)) {
      throw notAVocabulary("its \"format\" is " + TokenText.shown(content.format), null);
    }
    int newest = language ? 1 : VERSION;
    if (content.version == null || content.version < 1 || content.version > newest) {
      throw new IllegalArgumentException(
          "The vocabulary has version %s; this library reads versions 1 to %d of its format. Use the library version that wrote it, or train again"
              .formatted(content.version, newest));
    }
  }

  private static Set<SpecialToken> specials(Content content) {
    boolean listed = content.version > 1 || LANGUAGE_FORMAT.equals(content.format);
    if (listed == (content.specials == null)) {
      throw notAVocabulary(
          listed ? "\"specials\" is missing" : "version 1 must not have \"specials\"", null);
    }
    if (!listed) {
      return OF_VERSION_1;
    }
    Set<SpecialToken> specials = EnumSet.allOf(SpecialToken.class);
    specials.removeIf(special -> !content.specials.contains(special.text()));
    if (!texts(specials).equals(content.specials)) {
      throw notAVocabulary(
          "its \"specials\" must be some of %s, in this order and each at most once"
              .formatted(texts(EnumSet.allOf(SpecialToken.class))),
          null);
    }
    return specials;
  }

  private static List<String> texts(Set<SpecialToken> specials) {
    return specials.stream().map(SpecialToken::text).toList();
  }

  private static IllegalArgumentException notAVocabulary(String why, Exception cause) {
    return new IllegalArgumentException(
        "Not a saved vocabulary: %s. Expected {\"format\": \"%s\", \"version\": %d, \"specials\": [...], \"tokens\": [...]}; use the file that was saved with the model"
            .formatted(why, FORMAT, VERSION),
        cause);
  }
}
