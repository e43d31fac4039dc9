package io.github.rnn4j.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A stream for text that may quote a file or a name. A terminal obeys control characters, so a
 * stranger's file could change its title, overwrite what it shows, or reverse the order of its
 * letters. This stream prints them as JSON does, such as {@code \u001b}; only tabs and line ends
 * stay.
 */
final class PlainStream extends PrintStream {

  private static final int LONGEST_MESSAGE = 2000;
  private static final int END_OF_MESSAGE = 500;

  private final PrintStream direct;

  /**
   * Creates a stream in UTF-8.
   *
   * @param target gets the text
   * @param terminal whether a terminal shows it, otherwise nothing is changed; asked only when
   *     there is a control character
   */
  PlainStream(OutputStream target, BooleanSupplier terminal) {
    super(new Filter(target, terminal), true, StandardCharsets.UTF_8);
    direct = new PrintStream(target, true, StandardCharsets.UTF_8);
  }

  /** Returns the stream behind a plain one, for control characters of the program's own. */
  static PrintStream direct(PrintStream stream) {
    return stream instanceof PlainStream plain ? plain.direct : stream;
  }

  /**
   * Leaves out the middle of a message that quotes something very long. Its end says what to do.
   */
  static String shortened(String message) {
    int left = message.length() - LONGEST_MESSAGE;
    if (left <= 0) {
      return message;
    }
    return String.format(
        Locale.ROOT,
        "%s [... %,d characters ...] %s",
        message.substring(0, LONGEST_MESSAGE - END_OF_MESSAGE),
        left,
        message.substring(message.length() - END_OF_MESSAGE));
  }

  private static final class Filter extends OutputStream {

    private static final Pattern CONTROL =
        Pattern.compile(
            "\r(?!\n)|[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\u202A-\u202E\u2066-\u2069]");

    private final OutputStream target;
    private final BooleanSupplier terminal;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    Filter(OutputStream target, BooleanSupplier terminal) {
      this.target = target;
      this.terminal = terminal;
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
      begun.write(some, from, length);
      byte[] bytes = begun.toByteArray();
      begun.reset();
      int whole = bytes.length - incomplete(bytes);
      begun.write(bytes, whole, bytes.length - whole);
      String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
      if (CONTROL.matcher(text).find() && terminal.getAsBoolean()) {
        target.write(visible(text).getBytes(StandardCharsets.UTF_8));
      } else {
        target.write(bytes, 0, whole);
      }
    }

    private static String visible(String text) {
      return CONTROL
          .matcher(text)
          .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    /** The number of bytes at the end that begin a character, or a line end of Windows. */
    private static int incomplete(byte[] bytes) {
      for (int back = 1; back <= Math.min(3, bytes.length); back++) {
        int first = bytes[bytes.length - back] & 0xFF;
        if (first < 0x80) {
          return back == 1 && first == '\r' ? 1 : 0;
        }
        if (first >= 0xC0) {
          int needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
          return needed > back ? back : 0;
        }
      }
      return 0;
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }

    @Override
    public void close() throws IOException {
      begun.writeTo(target);
      target.close();
    }
  }
}
