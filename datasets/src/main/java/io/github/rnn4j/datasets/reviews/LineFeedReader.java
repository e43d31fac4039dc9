package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.StrictUtf8;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Locale;

/**
 * Reads UTF-8 lines that end in LF or CR LF and in nothing else. {@code BufferedReader} ends a line
 * at a lone CR too, and {@code Scanner} at U+0085, which occurs inside reviews.
 */
final class LineFeedReader implements Closeable {

  private static final int MAX_LINE_BYTES = 1 << 20;

  private final File file;
  private final InputStream in;
  private long line;

  LineFeedReader(File file) throws IOException {
    this.file = file;
    this.in = new BufferedInputStream(Files.newInputStream(file.toPath()), 1 << 16);
  }

  /** The number of the line last read; the first is 1. */
  long line() {
    return line;
  }

  /** The next line without its end, or null after the last. */
  String next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    line++;
    for (; b >= 0 && b != '\n'; b = in.read()) {
      bytes.write(b);
      if (b == 0 || bytes.size() > MAX_LINE_BYTES) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "line %d of %s is no text line (a zero byte, or more than %,d bytes): a table of"
                    + " reviews is a text file with one review a line",
                line,
                file,
                MAX_LINE_BYTES));
      }
    }
    String text = StrictUtf8.decode(bytes.toByteArray(), "line " + line + " of " + file);
    text = line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
