package io.github.rnn4j.datasets;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Opens text files. One that is compressed with gzip is read as the text in it; other formats that
 * people have in place of a text are refused with what to do.
 */
public final class TextBytes {

  private static final int TAR_MARK_AT = 257;
  private static final byte[] TAR_MARK = "ustar".getBytes(StandardCharsets.US_ASCII);

  /** The bits of a mode that tell the type of a file, and the type of a pipe; see inode(7). */
  private static final int FILE_TYPE = 0170000;

  private static final int PIPE = 0010000;

  private static final byte[] ZIP_MARK = {'P', 'K', 3, 4};

  private TextBytes() {}

  /**
   * Opens a file.
   *
   * @param file the file, or a pipe
   * @return the bytes of the text; it may be much longer than the file
   * @throws DataException if the file is a device, a ZIP or tar archive, or UTF-16
   * @throws IOException if it cannot be read, or begins like gzip and is not
   */
  public static InputStream open(Path file) throws IOException {
    InputStream in = openEncoded(file);
    try {
      requireNoUtf16(start(in), file);
      return in;
    } catch (IOException | RuntimeException cause) {
      in.close();
      throw cause;
    }
  }

  /**
   * Opens a file that may be in any encoding.
   *
   * @param file the file, or a pipe
   * @return the bytes of the text; it may be much longer than the file
   * @throws DataException if the file is a device, or a ZIP or tar archive
   * @throws IOException if it cannot be read, or begins like gzip and is not
   */
  public static InputStream openEncoded(Path file) throws IOException {
    if (isDevice(file)) {
      throw new DataException(file + " is a device or a socket, not data; use a file or a pipe");
    }
    InputStream raw = new BufferedInputStream(new FileInputStream(file.toFile()), 1 << 16);
    try {
      return text(raw, file);
    } catch (IOException | RuntimeException cause) {
      raw.close();
      throw cause;
    }
  }

  /** A device, such as a terminal, may never end; a pipe ends when its writer does. */
  private static boolean isDevice(Path file) throws IOException {
    if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
      return false;
    }
    try {
      int mode = (int) Files.getAttribute(file, "unix:mode");
      return (mode & FILE_TYPE) != PIPE;
    } catch (UnsupportedOperationException withoutModes) {
      return true; // Windows has devices such as CON, but no pipes with names in the file system
    }
  }

  private static InputStream text(InputStream raw, Path file) throws IOException {
    byte[] start = start(raw);
    if (isGzip(start)) {
      InputStream unzipped = new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16);
      requireText(start(unzipped), file);
      return unzipped;
    }
    requireText(start, file);
    return raw;
  }

  /**
   * Returns whether a file that is compressed with gzip contains a text rather than a tar archive.
   *
   * @param file a file that begins like gzip
   * @return false if its content is an archive, or is damaged
   */
  public static boolean isTextInGzip(Path file) {
    try (InputStream in = open(file)) {
      return true;
    } catch (DataException | IOException archiveOrDamaged) {
      return false;
    }
  }

  private static byte[] start(InputStream in) throws IOException {
    int length = TAR_MARK_AT + TAR_MARK.length;
    in.mark(length);
    byte[] start = in.readNBytes(length);
    in.reset();
    return start;
  }

  /**
   * Returns whether a file is compressed with gzip.
   *
   * @param start its first bytes, at least two if it has so many
   * @return whether it begins like gzip
   */
  public static boolean isGzip(byte[] start) {
    return start.length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
  }

  private static boolean isTar(byte[] start) {
    return start.length == TAR_MARK_AT + TAR_MARK.length
        && Arrays.equals(start, TAR_MARK_AT, start.length, TAR_MARK, 0, TAR_MARK.length);
  }

  private static void requireText(byte[] start, Path file) {
    if (start.length >= 4 && Arrays.equals(start, 0, 4, ZIP_MARK, 0, 4)) {
      throw new DataException(file + " is a ZIP archive; unpack it, then use the file inside");
    }
    if (isTar(start)) {
      throw new DataException(file + " is a tar archive; unpack it, then use the file inside");
    }
  }

  private static void requireNoUtf16(byte[] start, Path file) {
    if (start.length >= 2
        && ((start[0] == (byte) 0xfe && start[1] == (byte) 0xff)
            || (start[0] == (byte) 0xff && start[1] == (byte) 0xfe))) {
      throw new DataException(
          file
              + " is encoded in UTF-16; convert it to UTF-8, for example with iconv -f UTF-16 -t UTF-8");
    }
  }
}
