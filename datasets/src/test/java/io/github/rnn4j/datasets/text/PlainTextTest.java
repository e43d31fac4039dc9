package io.github.rnn4j.datasets.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.rnn4j.datasets.Checksums;
import io.github.rnn4j.datasets.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainTextTest {

  @TempDir Path folder;

  @Test
  void readsCharactersAsTheyAreButForMarkAndLineEnds() throws IOException {
    Path file = write("\uFEFFa\r\n😀\u0085\rb\n\uFEFF".getBytes(UTF_8));

    TextSource text = PlainText.at(file);

    // Only CR LF becomes LF: a lone CR and U+0085 stay, and so does a mark that is not the first.
    assertThat(text.read()).isEqualTo("a\n😀\u0085\rb\n\uFEFF");
    assertThat(text.name()).isEqualTo("text.txt");
    assertThat(text.uri()).isEqualTo(file.toUri());
    assertThat(text.synthetic()).isFalse();
  }

  @Test
  void malformedBytesAreNamedWithTheirPlace() throws IOException {
    Path file = write(new byte[] {'a', (byte) 0xc3, (byte) 0xa4, 'b', (byte) 0xff, 'c'});
    Path cutOff = folder.resolve("cut.txt");
    Files.write(cutOff, new byte[] {'a', 'b', (byte) 0xc3});

    assertError(() -> PlainText.at(file).read(), "text.txt is not valid UTF-8 at byte 4 (0xff)");
    assertError(() -> PlainText.at(cutOff).read(), "cut.txt is not valid UTF-8 at byte 2 (0xc3)");
  }

  @Test
  void whatIsNoTextIsAnError() throws IOException {
    Path binary = write(new byte[] {'a', 'b', 0, 'c'});
    Path mark = folder.resolve("mark.txt");
    Files.writeString(mark, "\uFEFF");
    Path empty = Files.createFile(folder.resolve("empty.txt"));

    assertError(() -> PlainText.at(binary).read(), "text.txt is not text: byte 2 is zero");
    assertError(() -> PlainText.at(mark).read(), "mark.txt is empty; use a text");
    assertError(() -> PlainText.at(empty), "empty.txt is empty; use a text");
    assertError(() -> PlainText.at(folder), "not a folder");
    assertError(() -> PlainText.at(folder.resolve("none")), "no file");
  }

  @Test
  void standardInputIsReadOnceAndKept() {
    TextSource text = PlainText.standardInput(stream("a\r\nb"));

    assertThat(text.read()).isEqualTo("a\nb").isEqualTo(text.read());
    assertThat(text.name()).isEqualTo("standard input");
  }

  @Test
  void errorsOfStandardInputNameIt() throws IOException {
    assertError(() -> PlainText.standardInput(stream("")), "standard input is empty");
    assertError(
        () -> PlainText.standardInput(new ByteArrayInputStream(new byte[] {(byte) 0x80})),
        "standard input is not valid UTF-8 at byte 0 (0x80)");
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    assertError(() -> PlainText.standardInput(broken), "cannot read standard input");
  }

  @Test
  void checksumIsThatOfTheBytesInUtf8() {
    // FIPS 180-4, the example "abc"
    assertThat(Checksums.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Checksums.sha256("ä")).isNotEqualTo(Checksums.sha256("a"));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("text.txt"), bytes);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static void assertError(Runnable read, String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(read::run)
        .withMessageContaining(message);
  }
}
