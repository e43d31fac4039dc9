package io.github.rnn4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainStreamTest {

  private static final String TITLE = "\u001b]0;evil\u0007";

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PlainStream stream = new PlainStream(shown, () -> true);

  @ParameterizedTest
  @CsvSource({
    "0x00, \\u0000", // null
    "0x07, \\u0007", // bell
    "0x08, \\u0008", // backspace
    "0x0D, \\u000d", // carriage return
    "0x1B, \\u001b", // escape
    "0x7F, \\u007f", // delete
    "0x9B, \\u009b", // escape sequences of one character
    "0x202E, \\u202e", // right to left
    "0x2066, \\u2066", // isolated, left to right
    "0xE4, ä",
    "0x2026, …",
    "0x1F600, 😀"
  })
  void controlCharactersAreVisible(int codePoint, String visible) {
    stream.print("a" + Character.toString(codePoint) + "b");

    assertThat(shown.toString(UTF_8)).isEqualTo("a" + visible + "b");
  }

  @Test
  void tabsAndLineEndsStay() {
    stream.print("a\tb\nc\r\nd\r");
    stream.flush();
    stream.print("\n");

    assertThat(shown.toString(UTF_8)).isEqualTo("a\tb\nc\r\nd\r\n");
  }

  @Test
  void charactersMayBeWrittenByteByByte() {
    for (byte b : ("ä😀" + TITLE + "\u202e.").getBytes(UTF_8)) {
      stream.write(b);
    }

    assertThat(shown.toString(UTF_8)).isEqualTo("ä😀\\u001b]0;evil\\u0007\\u202e.");
  }

  @Test
  void elsewhereThanOnATerminalNothingChanges() {
    PlainStream file = new PlainStream(shown, () -> false);

    file.print(TITLE + "\rä\r\n");

    assertThat(shown.toString(UTF_8)).isEqualTo(TITLE + "\rä\r\n");
  }

  @Test
  void writeErrorsAreNoticed() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    PlainStream results = new PlainStream(full, () -> false);
    results.println("result");

    assertThat(results.checkError()).isTrue();
  }

  @Test
  void longMessageKeepsItsBeginningAndItsEnd() {
    String message = "The value '" + "x".repeat(10_000_000) + "' is too long; choose another one.";

    String shortened = PlainStream.shortened(message);

    assertThat(shortened)
        .hasSizeLessThan(2100)
        .startsWith("The value 'xxx")
        .contains("x [... 9,998,045 characters ...] x")
        .endsWith("xxx' is too long; choose another one.");
    assertThat(PlainStream.shortened("x".repeat(2000))).isEqualTo("x".repeat(2000));
  }
}
