package io.github.rnn4j.datasets.text;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.StrictUtf8;
import io.github.rnn4j.datasets.TextBytes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * Reads any UTF-8 text, from a file or from standard input.
 *
 * <p>Reading is strict: invalid UTF-8, a zero byte and an empty text are errors that name the
 * place. A byte-order mark is dropped and CR LF becomes LF, which makes the same text equal on all
 * systems. Nothing else is changed. A file that is compressed with gzip is read as the text in it.
 *
 * <pre>{@code
 * String text = PlainText.at(Path.of("book.txt")).read();
 * PlainText.at(Path.of("picture.png")).read(); // DataException: not valid UTF-8 at byte 0 (0x89)
 * }</pre>
 */
public final class PlainText {

  private static final int MAX_BYTES = 1 << 29;

  private PlainText() {}

  /**
   * Returns a text file as a source. The published file of a {@link KnownText} is recognized by its
   * size and SHA-256, and gives the same text as its name.
   *
   * @param path the file
   * @return the text, not yet read
   * @throws DataException if there is no such file, it is empty, or it is larger than 512 MB
   */
  public static TextSource at(Path path) {
    Objects.requireNonNull(path, "path");
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      return pipe(path);
    }
    if (!Files.isRegularFile(path)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "there is no file %s; use a UTF-8 text file, not a folder",
              path.toAbsolutePath()));
    }
    try {
      long bytes = Files.size(path);
      if (bytes == 0) {
        throw empty("file " + path);
      }
      if (bytes > MAX_BYTES) {
        throw tooLarge("file " + path);
      }
      return KnownText.published(path).orElseGet(() -> new TextFile(path.toFile()));
    } catch (IOException e) {
      throw unreadable("file " + path, e);
    }
  }

  /** A pipe can be read only once. */
  private static TextSource pipe(Path path) {
    return new TextInMemory(path.toString(), path.toUri(), read(path.toFile()));
  }

  /**
   * Reads the whole text of a stream immediately.
   *
   * @param in a stream of UTF-8 bytes, such as {@code System.in}; read to its end, not closed
   * @return the text
   * @throws DataException if the stream cannot be read, is empty, is not UTF-8, or has more than
   *     512 MB
   */
  public static TextSource standardInput(InputStream in) {
    String where = "standard input";
    try {
      return new TextInMemory(where, URI.create("stdin:text"), decode(bytes(in, where), where));
    } catch (IOException e) {
      throw unreadable(where, e);
    }
  }

  private record TextFile(File file) implements TextSource {

    @Override
    public String name() {
      return file.getName();
    }

    @Override
    public URI uri() {
      return file.toURI();
    }

    @Override
    public String read() {
      return PlainText.read(file);
    }
  }

  private record TextInMemory(String name, URI uri, String read) implements TextSource {}

  /** Reads the text of a file. */
  static String read(File file) {
    String where = "file " + file;
    try (InputStream in = TextBytes.open(file.toPath())) {
      return decode(bytes(in, where), where);
    } catch (IOException e) {
      throw unreadable(where, e);
    }
  }

  private static byte[] bytes(InputStream in, String where) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(where);
    }
    return bytes;
  }

  private static String decode(byte[] bytes, String where) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw new DataException(
            String.format(
                Locale.ROOT, "%s is not text: byte %d is zero; use UTF-8 text", where, i));
      }
    }
    String decoded = StrictUtf8.decode(bytes, where);
    String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    if (text.isEmpty()) {
      throw empty(where);
    }
    return text.replace("\r\n", "\n");
  }

  private static DataException empty(String where) {
    return new DataException(where + " is empty; use a text with at least one character");
  }

  private static DataException tooLarge(String where) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s is larger than %d MB and does not fit in memory as a text; use a part of it",
            where,
            MAX_BYTES >> 20));
  }

  private static DataException unreadable(String where, IOException e) {
    return new DataException(
        String.format(
            Locale.ROOT, "cannot read %s (%s); check the file", where, FileFailure.reason(e)),
        e);
  }
}
