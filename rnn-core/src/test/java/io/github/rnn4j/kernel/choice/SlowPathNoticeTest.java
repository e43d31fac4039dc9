package io.github.rnn4j.kernel.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

class SlowPathNoticeTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final SlowPathNotice notice = new SlowPathNotice();

  @AfterEach
  void speakAgain() {
    System.clearProperty(SlowPathNotice.QUIET);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void withoutLoggingItIsPrintedOnce() {
    notice.print("Layers use the plain backend", new NOPLoggerFactory(), err);
    notice.print("Layers use the nd4j backend", new NOPLoggerFactory(), err);

    assertThat(printed())
        .isEqualTo(
            "rnn-core: Layers use the plain backend. To hide this line, use -Drnn4j.quiet=true.");
  }

  @Test
  void withLoggingNothingIsPrinted() {
    notice.print("Layers use the plain backend", LoggerFactory.getILoggerFactory(), err);

    assertThat(printed()).isEmpty();
  }

  @Test
  void quietProgramsPrintNothing() {
    System.setProperty(SlowPathNotice.QUIET, "true");

    notice.print("Layers use the plain backend", new NOPLoggerFactory(), err);

    assertThat(printed()).isEmpty();
  }
}
