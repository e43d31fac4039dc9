package io.github.rnn4j.spark.apply;

import io.github.rnn4j.datasets.Checksums;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.model.ModelFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The files of a run that prediction needs, as Spark sends them to its executors. What only
 * training needs stays behind: checkpoints, reports, and the state of Adam, which is two thirds of
 * a saved network.
 */
final class ShippedRun implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String UPDATER_STATE = "updaterState.bin";

  /** What only a reader needs. */
  private static final Set<String> FOR_READERS =
      Set.of(
          RunDirectory.METRICS,
          RunDirectory.UPDATES,
          RunDirectory.STATISTICS,
          RunDirectory.LEARNING_CURVE,
          RunDirectory.HEAT_MAP,
          RunDirectory.REPORT,
          ModelFiles.BACKTEST,
          ModelFiles.TEST_FORECAST,
          ModelFiles.FORECAST);

  private final String name;
  private final byte[] zip;
  private final String digest;

  private ShippedRun(String name, byte[] zip) {
    this.name = name;
    this.zip = zip;
    this.digest = Checksums.sha256(zip);
  }

  /**
   * Reads the files of a run.
   *
   * @throws io.github.rnn4j.loop.RunException if the folder is not a run
   */
  static ShippedRun of(Path folder) {
    RunDirectory run = RunDirectory.open(folder);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(run.folder())) {
      List<Path> shipped =
          files
              .filter(Files::isRegularFile)
              .filter(file -> isNeeded(file.getFileName().toString()))
              .sorted()
              .toList();
      for (Path file : shipped) {
        out.putNextEntry(new ZipEntry(run.folder().relativize(file).toString().replace('\\', '/')));
        if (file.toString().endsWith(".zip")) {
          copyNetwork(file, out);
        } else {
          Files.copy(file, out);
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("Cannot read the run in " + folder, cause);
    }
    return new ShippedRun(folder.toString(), bytes.toByteArray());
  }

  private static boolean isNeeded(String name) {
    return !RunDirectory.OF_TRAINING.contains(name) && !FOR_READERS.contains(name);
  }

  private static void copyNetwork(Path file, ZipOutputStream into) throws IOException {
    ZipOutputStream copy = new ZipOutputStream(into);
    try (ZipInputStream network = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry; (entry = network.getNextEntry()) != null; ) {
        if (!entry.getName().equals(UPDATER_STATE)) {
          copy.putNextEntry(new ZipEntry(entry.getName()));
          network.transferTo(copy);
        }
      }
    }
    copy.finish();
  }

  /**
   * Returns the configuration of a run of rnn-timeseries.
   *
   * @throws io.github.rnn4j.loop.RunException if it is a run of another program
   */
  SeriesConfig config() {
    return OpenRuns.opened(
        this,
        folder -> RunDirectory.open(folder).readConfig(SeriesConfig.PROGRAM, SeriesConfig.class));
  }

  /** Returns the size of what is sent, in bytes. */
  int size() {
    return zip.length;
  }

  /** Returns what the same run has everywhere. */
  String digest() {
    return digest;
  }

  /**
   * Writes the files to a new temporary folder.
   *
   * @return the folder, which is a run
   */
  Path unpack() {
    try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
      Path folder = Files.createTempDirectory("rnn4j-run");
      for (ZipEntry entry; (entry = files.getNextEntry()) != null; ) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("The run has a file outside its folder: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        Files.copy(files, file);
      }
      return folder;
    } catch (IOException cause) {
      throw new UncheckedIOException("Cannot unpack the run " + name, cause);
    }
  }
}
