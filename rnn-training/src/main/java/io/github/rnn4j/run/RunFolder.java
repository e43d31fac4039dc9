package io.github.rnn4j.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Creates and checks run folders. What makes a folder a run is {@link RunDirectory#RUN}, which is
 * written once, when the run begins, and then only read.
 */
final class RunFolder {

  /** The version of the layout that {@link RunDirectory} writes and reads. */
  private static final int FORMAT = 2;

  /** The size limit of the file, far above what this class writes: 64 KB. */
  private static final long LARGEST = 1 << 16;

  private static final String RECORD = "files";

  private RunFolder() {}

  /** The content of the file; {@code files} is the name of the file that lists all others. */
  private record Marker(int format, String version, String files) {}

  /**
   * Creates the folder of a new run, and its parent folders.
   *
   * @param folder a folder that does not exist or is empty
   * @throws RunException if the folder is not empty or cannot be created
   */
  static void make(Path folder) {
    try {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      makeOne(folder);
      if (!isEmpty(folder)) {
        throw new RunException(
            "The folder "
                + folder
                + " is not empty. Choose another name for the run, or replace the old run.");
      }
    } catch (IOException cause) {
      throw cannotMake(folder, cause);
    }
  }

  /**
   * Checks, once the folder is locked, that no other process has created a run there since it was
   * found to be empty.
   */
  static void requireNoRun(Path folder) {
    if (isRun(folder)) {
      throw new RunException(
          "Another process has just created a run in %s. Choose another name for the run."
              .formatted(folder));
    }
  }

  /**
   * Creates the folder of a run within another run, if it does not exist yet.
   *
   * @throws RunException if it cannot be created, or there is a link in its place, which would lead
   *     elsewhere
   */
  static void makePart(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      throw new RunException(
          "%s is a link, and a run does not follow links. Put the folder itself there, or remove the link."
              .formatted(folder));
    }
    try {
      makeOne(folder);
    } catch (IOException cause) {
      throw cannotMake(folder, cause);
    }
  }

  private static void makeOne(Path folder) throws IOException {
    try {
      // If two processes want the same new folder, only one of them gets it.
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException exists) {
      if (!Files.isDirectory(folder)) {
        throw exists;
      }
    }
  }

  /**
   * Ignores what is left of a run that could not write its first file, or was killed while writing
   * it, or is being created by another process.
   */
  private static boolean isEmpty(Path folder) throws IOException {
    String beginning = AtomicFile.temporaryName(RunDirectory.RUN);
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(entry -> entry.endsWith(beginning) || entry.endsWith(RunLock.FILE));
    }
  }

  /** Marks a folder as the run folder of a new run, which has no other files yet. */
  static void begin(Path folder) {
    Marker marker = new Marker(FORMAT, BuildVersion.current().version(), WrittenFiles.RECORD);
    AtomicFile.write(folder.resolve(RunDirectory.RUN), out -> out.write(RunJson.write(marker)));
  }

  /** Returns whether a folder is a run folder. */
  static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(RunDirectory.RUN), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Returns whether the run is from a version that records the names of its files.
   *
   * @throws RunException if that cannot be read
   */
  static boolean recordsItsFiles(Path folder) {
    return marker(folder).has(RECORD);
  }

  /**
   * Checks that this program can read the run.
   *
   * @throws RunException if the run has another format
   */
  static void requireFormat(Path folder) {
    JsonNode marker = marker(folder);
    int format = marker.path("format").asInt(-1);
    if (format < FORMAT) {
      throw new RunException(
          "%s is a run in an older format (%d, this program reads %d): train it again."
              .formatted(folder, format, FORMAT));
    }
    if (format > FORMAT) {
      throw new RunException(
          "%s is a run in a newer format (%d, this program reads %d): use version %s or newer."
              .formatted(folder, format, FORMAT, marker.path("version").asText("unknown")));
    }
  }

  private static JsonNode marker(Path folder) {
    Path file = folder.resolve(RunDirectory.RUN);
    return RunJson.read(file, RunFile.bytes(file, LARGEST), JsonNode.class);
  }

  private static RunException cannotMake(Path folder, IOException cause) {
    return new RunException(
        "Cannot create the folder "
            + folder
            + " for the run ("
            + FileFailure.reason(cause)
            + "). Choose a folder that is writable.",
        cause);
  }
}
