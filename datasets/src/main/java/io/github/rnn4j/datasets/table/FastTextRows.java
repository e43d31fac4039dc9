package io.github.rnn4j.datasets.table;

import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/**
 * Rows that are lines of the form {@code __label__x text}, as fastText reads them (<a
 * href="https://fasttext.cc/docs/en/supervised-tutorial.html">fasttext.cc</a>). The first row has
 * the names of the columns, {@code label} and {@code text}.
 */
final class FastTextRows implements Rows {

  static final String MARK = "__label__";

  private final TextLines lines;
  private final String source;
  private boolean named;

  FastTextRows(Reader text, String source) {
    this.lines = new TextLines(text, source);
    this.source = source;
  }

  @Override
  public TableRow next() throws IOException {
    if (!named) {
      named = true;
      return new TableRow(0, List.of("label", "text"));
    }
    String line = lines.next();
    return line == null ? null : row(line.stripLeading());
  }

  private TableRow row(String line) {
    if (!line.startsWith(MARK)) {
      throw new DataException(
          "line %d of %s does not begin with %s, as the lines before it do: '%s'"
              .formatted(lines.number(), source, MARK, Table.shown(line)));
    }
    String[] parts = line.substring(MARK.length()).split("\\s+", 2);
    String text = parts.length == 2 ? parts[1] : "";
    if (text.startsWith(MARK)) {
      throw new DataException(
          "line %d of %s has more than one label: '%s'. Each text must have exactly one; keep the one to learn"
              .formatted(lines.number(), source, Table.shown(line)));
    }
    return new TableRow(lines.number(), List.of(parts[0], text));
  }
}
