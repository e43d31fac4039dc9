package io.github.rnn4j.spark.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is not needed for long. */
public final class TemporaryFolder {

  private TemporaryFolder() {}

  /**
   * Deletes a folder with everything in it.
   *
   * @param folder the folder
   * @throws UncheckedIOException if that is not possible
   */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("Cannot delete " + folder, cause);
    }
  }
}
