package io.github.rnn4j.fuzz;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.ui.ReadStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The statistics of a run that is trained once, with the training UI. */
final class TinyStatistics {

  private static final TinyStatistics TRAINED = new TinyStatistics();

  private final Path run;
  private final byte[] file;
  private final List<byte[]> reports;

  private TinyStatistics() {
    try {
      Path runs = Files.createTempDirectory("rnn-fuzz");
      Program.TIMESERIES.train(runs, "--ui", "--ui-port=0");
      run = runs.resolve(Program.TIMESERIES.name());
      file = Files.readAllBytes(place());
      reports = ReadStatistics.reports(run);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  static TinyStatistics trained() {
    return TRAINED;
  }

  private Path place() {
    return run.resolve("statistics.db");
  }

  byte[] file() {
    return file;
  }

  /** Returns an encoded description of a network. */
  byte[] description() {
    return reports.get(0);
  }

  /** Returns an encoded update. */
  byte[] update() {
    return reports.get(1);
  }

  /** Reads a file, which must end in a page or a readable error. */
  void readFile(byte[] content) {
    try {
      Files.write(place(), content);
      ReadStatistics.of(run);
    } catch (RunException refused) {
      if (refused.getMessage().isBlank()) {
        throw refused;
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
