package io.github.rnn4j.imdb.command;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.LineFeedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads reviews from standard input, one per line, in groups of the lines that have arrived. */
final class ReviewLines {

  private final LineFeedReader lines;
  private DataException found;

  ReviewLines(InputStream in) {
    lines = new LineFeedReader(in, "standard input");
  }

  /**
   * Waits for the next line and returns it with the lines that are already there.
   *
   * @return 1 to {@code most} lines; an empty list at the end of the input
   * @throws DataException if the next line is not valid UTF-8; the lines before it are returned
   *     first
   */
  List<String> next(int most) throws IOException {
    if (found != null) {
      throw found;
    }
    List<String> some = new ArrayList<>();
    try {
      do {
        String next = lines.next();
        if (next == null) {
          break;
        }
        some.add(next);
      } while (some.size() < most && lines.isReady());
    } catch (DataException cause) {
      found = cause;
      if (some.isEmpty()) {
        throw cause;
      }
    }
    return some;
  }
}
