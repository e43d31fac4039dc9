package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A short training run, trained once for all tests and kept in {@code target/runs}.
 *
 * @param folder the folder of the run
 * @param said the output of {@code train}
 */
record TrainedRun(Path folder, Program.Outcome said) {

  private static final Path RUNS = Path.of("target", "runs").toAbsolutePath();

  private static final Map<String, TrainedRun> TRAINED = new ConcurrentHashMap<>();

  /** Returns a run trained with the training UI. */
  static TrainedRun shown(Program program) {
    return of(program, "shown", "--ui", "--ui-port=0");
  }

  /** Returns a run trained without the training UI, with another cell. */
  static TrainedRun other(Program program) {
    return of(program, "other", "--cell=elman");
  }

  private static TrainedRun of(Program program, String name, String... more) {
    Path runs = RUNS.resolve(program.toString());
    return TRAINED.computeIfAbsent(
        program + " " + name,
        key -> {
          delete(runs.resolve(name)); // from an earlier build
          Program.Outcome said = program.train(runs, name, more);
          assertThat(said.exitCode()).as(said.err()).isZero();
          return new TrainedRun(runs.resolve(name), said);
        });
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  Path report() {
    return folder.resolve(RunDirectory.REPORT);
  }
}
