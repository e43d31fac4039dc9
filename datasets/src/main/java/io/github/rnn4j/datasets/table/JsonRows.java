package io.github.rnn4j.datasets.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows that are JSON objects, one on each line (<a href="https://jsonlines.org">JSON Lines</a>).
 * The first row has the names of all objects at the beginning of the text. A name that an object
 * does not have gives an empty field, as does null; a name that occurs only later is left out.
 */
final class JsonRows implements Rows {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(QuotedRows.LONGEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final TextLines lines;
  private final String source;
  private final List<String> names;
  private boolean named;

  JsonRows(Reader text, String source, String sample) {
    this.names = names(sample);
    this.lines = new TextLines(text, source);
    this.source = source;
  }

  /** Returns the names of all objects at the beginning, in the order in which they occur. */
  private static List<String> names(String sample) {
    Set<String> names = new LinkedHashSet<>();
    for (String line : sample.lines().toList()) {
      try {
        MAPPER.readTree(line).fieldNames().forEachRemaining(names::add);
      } catch (JsonProcessingException damagedOrCut) {
        break; // an error of the reader, or the end of the sample
      }
    }
    return List.copyOf(names);
  }

  @Override
  public TableRow next() throws IOException {
    if (!named) {
      named = true;
      return new TableRow(0, names);
    }
    JsonNode object = object();
    return object == null ? null : row(object);
  }

  private JsonNode object() throws IOException {
    String line;
    do {
      line = lines.next();
    } while (line != null && line.isBlank());
    if (line == null) {
      return null;
    }
    try {
      JsonNode node = MAPPER.readTree(line);
      if (!node.isObject()) {
        throw new DataException(
            "line %d of %s is %s, not a JSON object; each line must be an object such as {\"text\": \"...\", \"label\": \"...\"}"
                .formatted(lines.number(), source, article(node)));
      }
      return node;
    } catch (JsonProcessingException cause) {
      throw new DataException(
          "line %d of %s is not valid JSON (%s); each line must be one whole object"
              .formatted(lines.number(), source, cause.getOriginalMessage()),
          cause);
    }
  }

  private static String article(JsonNode node) {
    return node.isArray() ? "an array" : "a single value";
  }

  private TableRow row(JsonNode object) {
    List<String> fields = new ArrayList<>();
    for (String name : names) {
      JsonNode value = object.path(name);
      boolean absent = value.isMissingNode() || value.isNull();
      fields.add(absent ? "" : value.isValueNode() ? value.asText() : value.toString());
    }
    return new TableRow(lines.number(), fields);
  }
}
