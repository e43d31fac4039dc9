package io.github.rnn4j.train;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/** A network with its updater state in one zip file, in Deeplearning4j's own format. */
final class ModelArchive {

  private ModelArchive() {}

  static void write(Model network, OutputStream out) throws IOException {
    ModelSerializer.writeModel(network, out, true);
  }

  static MultiLayerNetwork readMultiLayerNetwork(Path file) {
    return read(file, archive -> ModelSerializer.restoreMultiLayerNetwork(archive, true));
  }

  static ComputationGraph readComputationGraph(Path file) {
    return read(file, archive -> ModelSerializer.restoreComputationGraph(archive, true));
  }

  /** The names as a reader from the start sees them: those at the end may be others. */
  private static Set<String> namesFromTheStart(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  private static <N> N read(Path file, Restoring<N> restoring) {
    requireWholeModel(file);
    try {
      return restoring.from(file.toFile());
    } catch (IOException | RuntimeException cause) {
      throw new RunException(
          "Cannot read the network in "
              + file
              + ": "
              + cause.getMessage()
              + ". If the file was copied, copy it again; otherwise use last.zip of the run or train"
              + " anew.",
          cause);
    }
  }

  /**
   * A zip file's table of contents is at its end: what opens here has not been cut. Deeplearning4j
   * reads from the start and would take an archive without its last entries for a whole one.
   */
  private static void requireWholeModel(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.getEntry(ModelSerializer.CONFIGURATION_JSON) == null
          || zip.getEntry(ModelSerializer.COEFFICIENTS_BIN) == null) {
        throw new RunException(
            file
                + " is a zip file but holds no network: "
                + ModelSerializer.CONFIGURATION_JSON
                + " or "
                + ModelSerializer.COEFFICIENTS_BIN
                + " is missing in it. Give best.zip or last.zip of a run.");
      }
      if (namesFromTheStart(file).contains(ModelSerializer.PREPROCESSOR_BIN)) {
        throw new RunException(
            file
                + " holds a serialised Java object ("
                + ModelSerializer.PREPROCESSOR_BIN
                + "), which could run any code when it is read. This program never writes one: the"
                + " file is from elsewhere and is not opened.");
      }
    } catch (IOException cause) {
      throw new RunException(
          file
              + " is not a whole zip file ("
              + FileFailure.reason(cause)
              + "): it was cut short, was damaged or is something else. If it was copied, copy it again; otherwise"
              + " use last.zip of the run or train anew.",
          cause);
    }
  }

  /** Reads one kind of network. */
  @FunctionalInterface
  private interface Restoring<N> {
    N from(File archive) throws IOException;
  }
}
