package io.github.rnn4j.imdb.command;

import io.github.rnn4j.datasets.DataException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reviews from a stream, one a line. Lines end with LF alone, because reviews hold other characters
 * that some take for a line end, such as U+0085; a CR before the LF belongs to the line end.
 */
final class ReviewLines {

  private final BufferedInputStream in;
  private long line;
  private DataException found;

  ReviewLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /**
   * The next lines: waits for one, and takes with it what is there already.
   *
   * @return 1 to {@code most} lines; none at the end
   * @throws DataException if the next line is not UTF-8; the lines before it are returned first
   */
  List<String> next(int most) throws IOException {
    if (found != null) {
      throw found;
    }
    List<String> lines = new ArrayList<>();
    try {
      do {
        String next = nextLine();
        if (next == null) {
          break;
        }
        lines.add(next);
      } while (lines.size() < most && in.available() > 0);
    } catch (DataException cause) {
      found = cause;
      if (lines.isEmpty()) {
        throw cause;
      }
    }
    return lines;
  }

  /** In UTF-8 the byte of LF is never a part of another character. */
  private String nextLine() throws IOException {
    line++;
    int next = in.read();
    if (next < 0) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (; next >= 0 && next != '\n'; next = in.read()) {
      bytes.write(next);
    }
    String text = decode(bytes.toByteArray());
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException cause) {
      throw new DataException(
          "line " + line + " of standard input is not UTF-8; convert it first", cause);
    }
  }
}
