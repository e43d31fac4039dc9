package io.github.rnn4j.run;

import static io.github.rnn4j.loop.ScriptedValidator.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.ScriptedValidator;
import io.github.rnn4j.loop.TinyData;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.run.FailingDisk.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.deeplearning4j.datasets.iterator.EarlyTerminationDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whichever change to a disk fails, a run stays intact, reports what failed, and later resumes with
 * the same result.
 */
class DiskFailureTest {

  /** Every epoch is the best, so that each writes every file. */
  private static final double[] ACCURACIES = {0.5, 0.7, 0.9};

  /** Each file takes three changes or more, the lock two. */
  private static final int FILES = 5;

  @TempDir Path parent;
  private Path begun;
  private RunDirectory whole;

  @BeforeEach
  void runOfTwoEpochsAndOneOfThree() throws IOException {
    begun = parent.resolve("begun");
    train(RunDirectory.create(FailingDisk.healthy(begun)), 2);
    whole = RunDirectory.open(FailingDisk.healthy(copyOfBegun("whole")));
    train(whole, 3);
  }

  private static void train(RunDirectory run, int epochs) {
    Optional<Checkpoint<MultiLayerNetwork>> saved = Checkpoint.ofMultiLayerNetwork(run);
    TrainingState from = saved.map(Checkpoint::state).orElse(TrainingState.START);
    double[] left = Arrays.copyOfRange(ACCURACIES, from.epochs().size(), ACCURACIES.length);
    try (RunLock lock = run.lock()) {
      new Training<>(
              saved.map(Checkpoint::network).orElseGet(TinyData::droppingNetwork),
              epoch -> new EarlyTerminationDataSetIterator(TinyData.iterator(), 1),
              new ScriptedValidator(left),
              ACCURACY)
          .resume(
              from,
              epochs,
              UpdatesCsv.perToken(run),
              MetricsCsv.perToken(run),
              new Checkpoints(run));
    }
  }

  private Path copyOfBegun(String name) throws IOException {
    Path copy = Files.createDirectory(parent.resolve(name));
    for (Path file : files(begun)) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    return copy;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    return files(folder).stream().map(file -> file.getFileName().toString()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void runGoesOnFromItsLastCheckpointWhicheverChangeFails(Failure failure) throws IOException {
    int changes = 0;
    for (Throwable error = failsAfter(changes, failure);
        error != null;
        error = failsAfter(++changes, failure)) {
      Path folder = parent.resolve("run-" + changes);
      assertThat(error)
          .as("change %d of a disk: %s", changes + 1, failure.reason)
          .isInstanceOf(RunException.class)
          .hasMessageContainingAll(folder.toString(), failure.reason, "Check that the folder");
      assertWhole(folder, failure);

      train(RunDirectory.open(FailingDisk.healthy(folder)), 3);

      assertSame(RunDirectory.open(folder));
    }

    assertThat(changes).isGreaterThan(3 * FILES);
  }

  /**
   * The error that ends a third epoch on a disk that fails after this many changes; null for none.
   */
  private Throwable failsAfter(int changes, Failure failure) throws IOException {
    Path folder = copyOfBegun("run-" + changes);
    FailingDisk disk = new FailingDisk(failure, changes);
    return catchThrowable(() -> train(RunDirectory.open(disk.place(folder)), 3));
  }

  private static void assertWhole(Path folder, Failure failure) throws IOException {
    RunDirectory run = RunDirectory.open(folder);
    Checkpoint<MultiLayerNetwork> saved = Checkpoint.ofMultiLayerNetwork(run).orElseThrow();
    assertThat(saved.problem()).isEmpty();
    assertThat(saved.state().epochs()).hasSizeBetween(2, 3);
    assertThat(MetricsCsv.read(run.file(RunDirectory.METRICS))).hasSizeBetween(2, 3);
    for (String name : names(folder)) {
      if (name.endsWith(".zip")) {
        new ZipFile(folder.resolve(name).toFile()).close(); // throws where it was cut
      }
    }
    if (failure == Failure.FULL) { // else they cannot be removed
      assertThat(names(folder)).noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  private void assertSame(RunDirectory run) throws IOException {
    for (String name : List.of(RunDirectory.LAST, RunDirectory.BEST)) {
      assertThat(SavedNetworks.multiLayerNetwork(run, name).params().toFloatVector())
          .isEqualTo(SavedNetworks.multiLayerNetwork(whole, name).params().toFloatVector());
    }
    assertThat(run.file(RunDirectory.UPDATES))
        .hasSameTextualContentAs(whole.file(RunDirectory.UPDATES));
    assertThat(names(run.folder())).isEqualTo(names(whole.folder()));
  }

  @ParameterizedTest
  @EnumSource
  void newRunThatCannotBeMadeIsNamedAndCanBeMadeLater(Failure failure) {
    int changes = 0;
    for (Throwable error = makingFailsAfter(changes, failure);
        error != null;
        error = makingFailsAfter(++changes, failure)) {
      Path folder = parent.resolve("new-" + changes);
      assertThat(error)
          .isInstanceOf(RunException.class)
          .hasMessageContainingAll(folder.toString(), failure.reason, "folder");

      assertThat(RunDirectory.create(folder).file(RunDirectory.RUN)).exists();
    }

    assertThat(changes).isGreaterThan(3);
  }

  private Throwable makingFailsAfter(int changes, Failure failure) {
    FailingDisk disk = new FailingDisk(failure, changes);
    return catchThrowable(() -> RunDirectory.create(disk.place(parent.resolve("new-" + changes))));
  }
}
