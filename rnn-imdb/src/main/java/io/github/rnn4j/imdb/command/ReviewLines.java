package io.github.rnn4j.imdb.command;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.LineFeedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reviews from standard input, one a line, in groups: as many as have arrived. */
final class ReviewLines {

  private final LineFeedReader lines;
  private DataException found;

  ReviewLines(InputStream in) {
    lines = new LineFeedReader(in, "standard input");
  }

  /**
   * The next lines: waits for one, and takes with it what is there already.
   *
   * @return 1 to {@code most} lines; none at the end
   * @throws DataException if the next line is not text; the lines before it are returned first
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
