package io.github.rnn4j.datasets.table;

import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/**
 * Reads lines that end with LF or CR LF only. Java's own readers also end a line at a single CR,
 * which occurs inside texts.
 */
final class TextLines {

  private final Reader text;
  private final String source;
  private long number;

  /**
   * Reads from the current position of a text.
   *
   * @param text a buffered reader
   * @param source the name of the text in messages
   */
  TextLines(Reader text, String source) {
    this.text = text;
    this.source = source;
  }

  /**
   * Returns the next line that is not empty.
   *
   * @return the line without its line end; null at the end
   * @throws DataException if it has more than {@value QuotedRows#LONGEST} characters
   * @throws IOException if the text cannot be read
   */
  String next() throws IOException {
    String line;
    do {
      line = line();
    } while (line != null && line.isEmpty());
    return line;
  }

  /**
   * Returns the number of the line that was read last.
   *
   * @return the number, counted from 1; 0 if no line has been read
   */
  long number() {
    return number;
  }

  private String line() throws IOException {
    int c = text.read();
    if (c < 0) {
      return null;
    }
    number++;
    StringBuilder line = new StringBuilder();
    for (; c >= 0 && c != '\n'; c = text.read()) {
      line.append((char) c);
      if (line.length() > QuotedRows.LONGEST) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "line %,d of %s has more than %,d characters; write each row on a line of its own",
                number,
                source,
                QuotedRows.LONGEST));
      }
    }
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    return line.toString();
  }
}
