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
 * Writes a file as a whole or not at all: at every moment, a crash or a full disk included, a
 * reader finds the old content or the new one.
 *
 * <p>Temporary file in the same folder, content, fsync, rename over the old file, fsync of the
 * folder so that the rename itself survives a loss of power.
 */
final class AtomicFile {

  private AtomicFile() {}

  static void write(Path file, FileContent content) {
    write(file, null, content);
  }

  /** The old file, if there is one, takes the name {@code earlier} once the new one is whole. */
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
      if (earlier != null && Files.exists(file)) {
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
              + "). Its earlier content, if any, is intact. Check that the folder exists and may be"
              + " written to and that the disk is not full, or choose another folder.",
          cause);
    } catch (RuntimeException | Error cause) {
      removeAfter(cause, temporary);
      throw cause;
    }
  }

  /** Renames a file over another one. */
  static void rename(Path file, Path to) {
    try {
      Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException cause) {
      throw new NotWrittenException(
          "Cannot rename %s to %s (%s). Check that the folder may be written to."
              .formatted(file, to.getFileName(), FileFailure.reason(cause)),
          cause);
    }
  }

  /**
   * The same for every write, so that what a killed process left behind is removed by the next. It
   * is made anew each time: in a folder from a stranger it may be a link to a file elsewhere.
   */
  static String temporaryName(String name) {
    return "." + name + ".tmp";
  }

  /** The name of the file that a temporary file becomes; another name as it is. */
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
    // Windows opens no folder as a file, and its rename needs no such step.
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
