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
import java.util.List;

/**
 * Rows that are JSON objects, one on each line (<a href="https://jsonlines.org">JSON Lines</a>).
 * The first row has the names of the first object. A name that another object does not have gives
 * an empty field, as does null.
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
  private List<String> names;
  private TableRow first;

  JsonRows(Reader text, String source) {
    this.lines = new TextLines(text, source);
    this.source = source;
  }

  @Override
  public TableRow next() throws IOException {
    if (first != null) {
      TableRow row = first;
      first = null;
      return row;
    }
    JsonNode object = object();
    if (object == null) {
      return null;
    }
    if (names != null) {
      return row(object);
    }
    names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    first = row(object);
    return new TableRow(lines.number(), names);
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
