package io.github.rnn4j.imdb.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewLinesTest {

  private static List<String> all(byte[] input, int atOnce) throws IOException {
    ReviewLines lines = new ReviewLines(new ByteArrayInputStream(input));
    List<String> all = new ArrayList<>();
    List<String> some = lines.next(atOnce);
    while (!some.isEmpty()) {
      assertThat(some).hasSizeLessThanOrEqualTo(atOnce);
      all.addAll(some);
      some = lines.next(atOnce);
    }
    return all;
  }

  @Test
  void linesEndWithLineFeedAlone() throws IOException {
    byte[] input = "one\u0085still one\u2028still\ntwo\r\n\nfour".getBytes(UTF_8);

    assertThat(all(input, 2)).containsExactly("one\u0085still one\u2028still", "two", "", "four");
  }

  @Test
  void lineFeedAtTheEndBeginsNoFurtherLine() throws IOException {
    assertThat(all("one\n".getBytes(UTF_8), 64)).containsExactly("one");
    assertThat(all(new byte[0], 64)).isEmpty();
  }

  @Test
  void linesBeforeOneThatIsNotUtf8AreReturnedAndThenItIsAnError() throws IOException {
    byte[] input = {'o', 'k', '\n', 'a', '\n', (byte) 0xE9, 't', 'e', '\n', 'b', '\n'};
    ReviewLines lines = new ReviewLines(new ByteArrayInputStream(input));

    List<String> before = lines.next(64);

    assertThat(before).containsExactly("ok", "a");
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> lines.next(64))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "line 3 of standard input is not valid UTF-8 at byte 0 (0xe9); convert it to UTF-8");
    }
  }
}
