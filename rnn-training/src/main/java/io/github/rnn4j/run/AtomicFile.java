package io.github.rnn4j.run;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.rnn4j.model.FileFailure;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files atomically: at every moment, even after a crash or with a full disk, a reader finds
 * either the old content or the new content.
 *
 * <p>The content goes to a temporary file in the same folder. After an fsync, that file is renamed
 * over the old one, and an fsync of the folder makes the rename survive a power failure.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes a file. A link in its place is replaced, not followed.
   *
   * @param file the file
   * @param content writes the content
   * @throws NotWrittenException if it cannot be written; the file then keeps its old content
   */
  public static void write(Path file, FileContent content) {
    write(file, null, content);
  }

  /** Writes a file. Once it is complete, the old file, if any, is renamed to {@code earlier}. */
  static void write(Path file, Path earlier, FileContent content) {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = folder.resolve(temporaryName(file.getFileName().toString()));
    try {
      Files.deleteIfExists(temporary);
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(temporary, CREATE_NEW, WRITE))) {
        content.writeTo(out);
      }
      sync(temporary, WRITE);
      if (earlier != null && RunFile.exists(file)) {
        Files.move(file, earlier, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      syncFolder(folder);
    } catch (IOException cause) {
      removeAfter(cause, temporary);
      throw new NotWrittenException(
          "Cannot write "
              + file
              + " ("
              + FileFailure.reason(cause)
              + "). Its earlier content, if any, is intact. Check that the folder exists and is"
              + " writable and that the disk is not full, or choose another folder.",
          cause);
    } catch (RuntimeException | Error cause) {
      removeAfter(cause, temporary);
      throw cause;
    }
  }

  /** Renames a file, replacing any file with the new name. */
  static void rename(Path file, Path to) {
    try {
      Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException cause) {
      throw new NotWrittenException(
          "Cannot rename %s to %s (%s). Check that the folder is writable."
              .formatted(file, to.getFileName(), FileFailure.reason(cause)),
          cause);
    }
  }

  /**
   * Returns the same name for every write, so the next write removes what a killed process left
   * behind. The file is created from scratch each time, because in an untrusted folder it may be a
   * link to a file elsewhere.
   */
  static String temporaryName(String name) {
    return "." + name + ".tmp";
  }

  /** Returns the final name of a temporary file; any other name is returned unchanged. */
  static String finalName(String name) {
    return name.startsWith(".") && name.endsWith(".tmp")
        ? name.substring(1, name.length() - ".tmp".length())
        : name;
  }

  private static void sync(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  private static void syncFolder(Path folder) throws IOException {
    // Windows cannot open a folder as a file, and a rename there does not need this step.
    if (File.separatorChar == '/') {
      sync(folder, READ);
    }
  }

  private static void removeAfter(Throwable cause, Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException another) {
      cause.addSuppressed(another);
    }
  }
}
