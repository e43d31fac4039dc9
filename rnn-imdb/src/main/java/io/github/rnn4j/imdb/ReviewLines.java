package io.github.rnn4j.imdb;

import io.github.rnn4j.datasets.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reviews from a stream, one a line. Lines end with LF alone, because reviews hold other characters
 * that some take for a line end, such as U+0085; a CR before the LF belongs to the line end.
 */
final class ReviewLines {

  private final BufferedReader reader;
  private long line;

  ReviewLines(InputStream in) {
    reader =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /**
   * The next lines: waits for one, and takes with it what is there already.
   *
   * @return 1 to {@code most} lines; none at the end
   * @throws DataException if the stream is not UTF-8
   */
  List<String> next(int most) throws IOException {
    List<String> lines = new ArrayList<>();
    do {
      String next = nextLine();
      if (next == null) {
        break;
      }
      lines.add(next);
    } while (lines.size() < most && reader.ready());
    return lines;
  }

  private String nextLine() throws IOException {
    line++;
    StringBuilder text = new StringBuilder();
    try {
      int c = reader.read();
      if (c < 0) {
        return null;
      }
      for (; c >= 0 && c != '\n'; c = reader.read()) {
        text.append((char) c);
      }
    } catch (CharacterCodingException cause) {
      throw new DataException(
          "standard input is not UTF-8 at or after line " + line + "; convert it first", cause);
    }
    int last = text.length() - 1;
    return last >= 0 && text.charAt(last) == '\r' ? text.substring(0, last) : text.toString();
  }
}
