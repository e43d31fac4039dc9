package io.github.rnn4j.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.rnn4j.text.LanguageVocabulary.Special;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/** The file format of a language vocabulary. */
final class LanguageVocabularyJson {

  private static final String FORMAT = "rnn4j-language-vocabulary";
  private static final int VERSION = 1;

  private LanguageVocabularyJson() {}

  /** What is in the file; the boxed version tells a missing one from 0. */
  private record Content(
      @JsonProperty("format") String format,
      @JsonProperty("version") Integer version,
      @JsonProperty("specials") List<String> specials,
      @JsonProperty("tokens") List<String> tokens) {

    @JsonCreator
    Content {}
  }

  static void write(List<String> tokens, List<Special> specials, OutputStream out)
      throws IOException {
    VocabularyJson.MAPPER.writeValue(
        out, new Content(FORMAT, VERSION, specials.stream().map(Special::text).toList(), tokens));
  }

  static LanguageVocabulary read(InputStream in) throws IOException {
    Content content;
    try {
      content = VocabularyJson.MAPPER.readValue(in, Content.class);
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
    if (content.tokens == null || content.specials == null) {
      throw notAVocabulary("\"tokens\" or \"specials\" is missing", null);
    }
    List<Special> specials =
        Stream.of(Special.values()).filter(s -> content.specials.contains(s.text())).toList();
    if (!specials.stream().map(Special::text).toList().equals(content.specials)) {
      throw notAVocabulary("its specials are %s".formatted(content.specials), null);
    }
    return new LanguageVocabulary(content.tokens, specials);
  }

  private static IllegalArgumentException notAVocabulary(String why, Exception cause) {
    return new IllegalArgumentException(
        "Not a saved language vocabulary: %s. Expected {\"format\": \"%s\", \"version\": %d, \"specials\": [...], \"tokens\": [...]}; give the file that was saved with the model"
            .formatted(why, FORMAT, VERSION),
        cause);
  }
}
