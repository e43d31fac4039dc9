package io.github.rnn4j.run;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Opens the files of a run, which may come from a stranger: they are regular files of limited size.
 * A link could lead to any file of the user, and a pipe or a device has no end.
 */
final class RunFile {

  /** The size limit for text files, far above what any run writes: 64 MB. */
  static final long TEXT = 64L << 20;

  private RunFile() {}

  /** Returns whether there is anything of that name, even if it cannot be opened. */
  static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Checks that a file of a run, if there is anything of that name, is a regular file.
   *
   * @return the same path
   * @throws RunException if it is something else
   */
  static Path regular(Path file) {
    if (exists(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      String kind =
          Files.isSymbolicLink(file)
              ? "a link"
              : Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                  ? "a folder"
                  : "a pipe or a device";
      throw new RunException(
          "%s is %s, but every file of a run is a regular file. Put the file itself there, or use another run."
              .formatted(file, kind));
    }
    return file;
  }

  /**
   * Makes sure that writing to a file in place changes nothing outside the run. A symbolic link is
   * removed. A file with another name (a hard link), perhaps in a backup, is replaced by a copy.
   *
   * @return the same path
   * @throws RunException if a folder, a pipe or a device is in its place
   * @throws IOException if a link cannot be removed
   */
  static Path unshared(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      Files.delete(file);
    }
    regular(file);
    if (exists(file) && names(file) > 1) {
      AtomicFile.write(file, out -> Files.copy(file, out));
    }
    return file;
  }

  private static int names(Path file) throws IOException {
    try {
      return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException unknown) {
      return 1; // Windows does not tell
    }
  }

  /**
   * Opens a file for reading.
   *
   * @throws RunException if it is not a regular file
   * @throws IOException if it cannot be opened
   */
  static InputStream open(Path file) throws IOException {
    return Files.newInputStream(regular(file), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads all bytes.
   *
   * @throws RunException if it is not a regular file, cannot be read or has more bytes than {@code
   *     most}
   */
  static byte[] bytes(Path file, long most) {
    try (InputStream in = open(file)) {
      long size = Files.readAttributes(file, BasicFileAttributes.class).size();
      byte[] bytes = size > most ? new byte[0] : in.readNBytes((int) most);
      if (size > most || in.read() != -1) {
        throw new RunException(
            "%s has %,d bytes, but at most %,d are allowed, so this program did not write it. Restore the original file, or train again."
                .formatted(file, size, most));
      }
      return bytes;
    } catch (IOException cause) {
      throw new RunException(
          "Cannot read " + file + " (" + FileFailure.reason(cause) + ").", cause);
    }
  }

  /**
   * Reads all lines.
   *
   * @throws RunException as for {@link #text}
   */
  static List<String> lines(Path file, long most) {
    return text(file, most).lines().toList();
  }

  /**
   * Reads the whole text.
   *
   * @throws RunException as for {@link #bytes}, and if it is not UTF-8
   */
  static String text(Path file, long most) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(file, most));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException cause) {
      throw new RunException(
          file + " is not UTF-8 text. Restore the original file, or train again.", cause);
    }
  }
}
