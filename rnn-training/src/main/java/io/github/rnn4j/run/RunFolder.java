package io.github.rnn4j.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.FileFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What makes a folder one of a run: {@link RunDirectory#RUN}, which is written once, when the run
 * begins, and then only read.
 */
final class RunFolder {

  /** The layout that {@link RunDirectory} writes and reads. */
  private static final int FORMAT = 2;

  /** Far above what this class writes: 64 KB. */
  private static final long LARGEST = 1 << 16;

  private static final String RECORD = "files";

  private RunFolder() {}

  /** Content of the file; {@code files} names the file that lists all others. */
  private record Marker(int format, String version, String files) {}

  /**
   * Makes the folder of a new run, and those above it.
   *
   * @param folder a folder that does not exist or is empty
   * @throws RunException if the folder holds anything, or cannot be made
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
                + " is not empty. Choose another name for the run, or ask to replace the old one.");
      }
    } catch (IOException cause) {
      throw cannotMake(folder, cause);
    }
  }

  /**
   * Makes the folder of a run within another, where it is not there yet.
   *
   * @throws RunException if it cannot be made, or a link is in its place: what is written there
   *     would be written elsewhere
   */
  static void makePart(Path folder) {
    if (Files.isSymbolicLink(folder)) {
      throw new RunException(
          "%s is a link, which a run does not follow. Put the folder itself there, or remove the link."
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
      // Of two processes that want the same new folder, one gets it.
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException exists) {
      if (!Files.isDirectory(folder)) {
        throw exists;
      }
    }
  }

  /** But for what is left of a run whose first file could not be written, or was killed there. */
  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(entry -> entry.endsWith(AtomicFile.temporaryName(RunDirectory.RUN)));
    }
  }

  /** Makes a folder the one of a run that has no files yet. */
  static void begin(Path folder) {
    Marker marker = new Marker(FORMAT, BuildVersion.current().version(), WrittenFiles.RECORD);
    AtomicFile.write(folder.resolve(RunDirectory.RUN), out -> out.write(RunJson.write(marker)));
  }

  /** Whether a folder is one of a run. */
  static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(RunDirectory.RUN));
  }

  /**
   * Whether the run is of a version that records the names of its files.
   *
   * @throws RunException if that cannot be read
   */
  static boolean recordsItsFiles(Path folder) {
    return marker(folder).has(RECORD);
  }

  /**
   * Requires that this program can read the run.
   *
   * @throws RunException if the run has another format
   */
  static void requireFormat(Path folder) {
    JsonNode marker = marker(folder);
    int format = marker.path("format").asInt(-1);
    if (format < FORMAT) {
      throw new RunException(
          "%s is a run of an older format (%d, this program reads %d): train it again."
              .formatted(folder, format, FORMAT));
    }
    if (format > FORMAT) {
      throw new RunException(
          "%s is a run of a newer format (%d, this program reads %d): use version %s or newer."
              .formatted(folder, format, FORMAT, marker.path("version").asText("unknown")));
    }
  }

  private static JsonNode marker(Path folder) {
    Path file = folder.resolve(RunDirectory.RUN);
    return RunJson.read(file, BoundedFile.bytes(file, LARGEST), JsonNode.class);
  }

  private static RunException cannotMake(Path folder, IOException cause) {
    return new RunException(
        "Cannot create the folder "
            + folder
            + " for the run ("
            + FileFailure.reason(cause)
            + "). Choose a folder that may be written to.",
        cause);
  }
}
