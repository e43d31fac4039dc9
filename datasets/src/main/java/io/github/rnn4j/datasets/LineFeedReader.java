package io.github.rnn4j.datasets;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Reads UTF-8 lines that end in LF or CR LF only. {@code BufferedReader} also ends a line at a
 * single CR, and {@code Scanner} at U+0085, which occurs inside reviews.
 */
public final class LineFeedReader implements Closeable {

  private static final int MAX_LINE_BYTES = 1 << 20;

  private final InputStream in;
  private final String name;

  private long line;

  /** Reads a stream from its current position, without end; errors call it {@code name}. */
  public LineFeedReader(InputStream in, String name) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.name = name;
  }

  /** Returns the number of the line read last; the first line is 1. */
  public long line() {
    return line;
  }

  /**
   * Returns whether part of the next line has arrived, in which case {@link #next} may not have to
   * wait.
   */
  public boolean isReady() throws IOException {
    return in.available() > 0;
  }

  /**
   * Returns the next line without its line end, or null after the last line.
   *
   * @throws DataException if the line is not UTF-8, or not text
   */
  public String next() throws IOException {
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
                "line %d of %s is not text: it has a zero byte or more than %,d bytes; use UTF-8"
                    + " text with one review per line",
                line,
                name,
                MAX_LINE_BYTES));
      }
    }

    String text = StrictUtf8.decode(bytes.toByteArray(), "line " + line + " of " + name);
    text = line == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
