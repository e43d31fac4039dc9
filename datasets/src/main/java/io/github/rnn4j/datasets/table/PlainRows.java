package io.github.rnn4j.datasets.table;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Rows that are lines with a separator between fields, in which quotes have no meaning. A field
 * that begins and ends with a quote loses both, and {@code \"} or a doubled quote inside becomes
 * one, because some data sets are written in this way.
 */
final class PlainRows implements Rows {

  private final TextLines lines;
  private final String separator;

  PlainRows(Reader text, char separator, String source) {
    this.lines = new TextLines(text, source);
    this.separator = String.valueOf(separator);
  }

  @Override
  public TableRow next() throws IOException {
    String line = lines.next();
    return line == null
        ? null
        : new TableRow(
            lines.number(),
            Arrays.stream(line.split(Pattern.quote(separator), -1))
                .map(PlainRows::unquoted)
                .toList());
  }

  private static String unquoted(String field) {
    boolean quoted = field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"");
    return quoted
        ? field.substring(1, field.length() - 1).replace("\\\"", "\"").replace("\"\"", "\"")
        : field;
  }
}
