package io.github.rnn4j.spark.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import io.github.rnn4j.spark.remote.FaultyFileSystem.Fault;
import io.github.rnn4j.spark.remote.FaultyFileSystem.Killed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class RemoteRunTest {

  private static final int EPOCHS = 3;

  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  @AfterEach
  void repair() {
    FaultyFileSystem.repair();
  }

  private RemoteRun newRun(String name, boolean overwrite) {
    return RemoteRun.toTrain("faulty:" + folder, name, overwrite, FaultyFileSystem.configuration())
        .pausing(Duration.ZERO);
  }

  private RemoteRun resumed(String name) {
    return RemoteRun.toResume("faulty:" + folder + "/" + name, FaultyFileSystem.configuration())
        .pausing(Duration.ZERO);
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.1))
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(2)
                        .nOut(1)
                        .activation(Activation.TANH)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Trains like a command, from the checkpoint if there is one. */
  private MultiLayerNetwork train(Path copy, RunListener listener) {
    RunDirectory run = Files.exists(copy) ? RunDirectory.open(copy) : RunDirectory.create(copy);
    if (!run.has(RunDirectory.CONFIG)) {
      run.writeJson(RunDirectory.CONFIG, Map.of("layers", 1));
    }
    run.writeJson("classes.json", List.of("a", "b"));
    Optional<Checkpoint<MultiLayerNetwork>> saved = Checkpoint.ofMultiLayerNetwork(run);
    MultiLayerNetwork network = saved.map(Checkpoint::network).orElseGet(RemoteRunTest::network);
    List<DataSet> data =
        List.of(
            new DataSet(
                Nd4j.createFromArray(new float[][] {{1, 0}}),
                Nd4j.createFromArray(new float[][] {{1}})),
            new DataSet(
                Nd4j.createFromArray(new float[][] {{0, 1}}),
                Nd4j.createFromArray(new float[][] {{-1}})));
    new Training<>(
            network,
            Minibatches.of(new ListDataSetIterator<>(data, 1)),
            each -> Map.of("score", -each.score()),
            Monitor.highest("score"))
        .resume(
            saved.map(Checkpoint::state).orElse(TrainingState.START),
            EPOCHS,
            new UpdatesCsv(run),
            new MetricsCsv(run),
            new Checkpoints(run),
            listener);
    return network;
  }

  private MultiLayerNetwork train(RemoteRun run) {
    return train(
        run.folder(), run.listener(new PrintStream(printed, true, StandardCharsets.UTF_8)));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private List<String> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void delete(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The run is the same as one that was trained on this machine without an interruption. */
  private void requireComplete(String name) throws IOException {
    RunDirectory run = RunDirectory.open(folder.resolve(name));
    Path expected = folder.resolve("expected");
    if (!Files.exists(expected)) {
      train(expected, new RunListener() {});
    }
    RunDirectory local = RunDirectory.open(expected);
    for (String network : List.of(RunDirectory.BEST, RunDirectory.LAST)) {
      assertThat(SavedNetworks.multiLayerNetwork(run, network).params())
          .as("%s", network)
          .isEqualTo(SavedNetworks.multiLayerNetwork(local, network).params());
    }
    assertThat(Checkpoint.place(run).orElseThrow().updates())
        .isEqualTo(Checkpoint.place(local).orElseThrow().updates());
    assertThat(Files.readString(run.file(RunDirectory.UPDATES)))
        .isEqualTo(Files.readString(local.file(RunDirectory.UPDATES)));
    assertThat(MetricsCsv.read(run.file(RunDirectory.METRICS))).hasSize(EPOCHS);
    assertThat(files(name)).filteredOn(file -> file.startsWith(".")).containsExactly(".files");
  }

  @Test
  void aTrainedRunIsAnOrdinaryRunFolder() throws IOException {
    RemoteRun run = newRun("run", false);

    train(run);
    run.finish();
    Optional<String> left = run.end();

    assertThat(left).isEmpty();
    assertThat(run.folder()).doesNotExist();
    requireComplete("run");
  }

  /** The folder after each operation of a training is what a kill at that moment leaves. */
  @Test
  void aRunResumesWhereverTheDriverIsKilled() throws IOException {
    RemoteRun whole = newRun("whole", false);
    List<String> left = new ArrayList<>();
    FaultyFileSystem.observe(
        () -> {
          left.add("killed" + left.size());
          copy(folder.resolve("whole"), folder.resolve(left.get(left.size() - 1)));
        });
    train(whole);
    whole.finish();
    FaultyFileSystem.repair();
    whole.end();
    long updates = 0;
    for (String name : left) {
      Path there = folder.resolve(name);
      Files.deleteIfExists(there.resolve(RemoteLock.FILE));
      if (!Files.exists(there.resolve(RunDirectory.CONFIG))) {
        assertThat(there.resolve(RunDirectory.LAST)).doesNotExist(); // nothing was trained
        continue;
      }
      boolean thoroughly = left.indexOf(name) % 9 == 0;
      if (thoroughly) {
        killAgain(name, left.indexOf(name) / 9);
      }

      RemoteRun run = resumed(name);
      Optional<Checkpoint<MultiLayerNetwork>> checkpoint =
          Checkpoint.ofMultiLayerNetwork(RunDirectory.open(run.folder()));

      long resumedAt = checkpoint.map(Checkpoint::state).orElse(TrainingState.START).updates();
      assertThat(resumedAt).as(name).isGreaterThanOrEqualTo(updates);
      assertThat(checkpoint.flatMap(Checkpoint::problem)).isEmpty();
      updates = resumedAt;
      if (thoroughly) {
        train(run);
        run.finish();
        assertThat(run.end()).isEmpty();
        requireComplete(name);
      } else {
        run.end();
      }
      delete(there);
    }
    assertThat(updates).isEqualTo(2 * EPOCHS);
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Kills the next driver, too, at one of its first operations. */
  private void killAgain(String name, int operation) throws IOException {
    FaultyFileSystem.from(operation, Integer.MAX_VALUE, Fault.KILLED);
    RemoteRun run = null;
    try {
      run = resumed(name);
      train(run);
    } catch (Killed killed) {
      if (run != null) {
        delete(run.folder().getParent());
      }
    }
    FaultyFileSystem.repair();
    Files.deleteIfExists(folder.resolve(name).resolve(RemoteLock.FILE));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REFUSED", "ANSWER_LOST"})
  void aRunIsCompleteWhicheverOperationFailedOnce(Fault fault) throws IOException {
    boolean failed = true;
    for (int at = 0; failed; at += 5) {
      String name = "run" + at;
      RemoteRun run = newRun(name, false);
      FaultyFileSystem.from(at, at, fault);

      train(run);
      failed = FaultyFileSystem.operations() > at;
      FaultyFileSystem.repair();
      run.finish();

      assertThat(run.end()).isEmpty();
      requireComplete(name);
      delete(folder.resolve(name));
    }
    assertThat(printed()).isEmpty();
  }

  /** The outage begins while files are copied, or while they are renamed. */
  @ParameterizedTest
  @ValueSource(ints = {7, 25, 35})
  void trainingContinuesWithoutTheNetworkAndTheNextCheckpointIsCopied(int begin)
      throws IOException {
    RemoteRun run = newRun("run", false);
    RunListener copying = run.listener(new PrintStream(printed, true, StandardCharsets.UTF_8));
    RunListener oneOutage =
        new RunListener() {
          @Override
          public io.github.rnn4j.loop.Turn turn() {
            return copying.turn();
          }

          @Override
          public void started(io.github.rnn4j.loop.RunControl control) {
            copying.started(control);
          }

          @Override
          public void save(TrainingState state, io.github.rnn4j.loop.RunControl control) {
            int number = state.epochs().size();
            FaultyFileSystem.from(number == 2 ? begin : Integer.MAX_VALUE, 1000, Fault.REFUSED);
            copying.save(state, control);
            FaultyFileSystem.repair();
          }
        };

    train(run.folder(), oneOutage);
    run.finish();

    assertThat(run.end()).isEmpty();
    assertThat(printed().lines())
        .singleElement()
        .asString()
        .startsWith(
            "Cannot copy this checkpoint to faulty:" + folder + "/run: the network is down.")
        .contains("Training continues");
    requireComplete("run");
  }

  @Test
  void theLocalCopyIsKeptIfTheEndOfTheRunCannotBeCopied() {
    RemoteRun run = newRun("run", false);
    train(run);
    RunDirectory.open(run.folder()).writeJson(RunDirectory.PROVENANCE, Map.of("test", 1));
    FaultyFileSystem.from(0, Integer.MAX_VALUE, Fault.REFUSED);

    assertThatThrownBy(run::finish)
        .isInstanceOf(RunException.class)
        .hasMessage("Cannot copy the run to faulty:%s/run: the network is down", folder);
    assertThat(run.end().orElseThrow()).contains(run.folder().toString(), "--resume");
    assertThat(run.folder().resolve(RunDirectory.PROVENANCE)).exists();
    delete(run.folder().getParent());
  }

  @Test
  void twoDriversCannotTrainTheSameRun() throws IOException {
    RemoteRun first = newRun("run", false);
    train(first);

    assertThatThrownBy(() -> resumed("run"))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("Another driver trains the run in faulty:" + folder + "/run (")
        .hasMessageContaining("process %d, since 2", ProcessHandle.current().pid())
        .hasMessageContaining("delete the file faulty:" + folder + "/run/.driver");

    first.finish();
    first.end();
    assertThat(resumed("run").end()).isEmpty();
  }

  @Test
  void aDriverStopsIfAnotherOneHasTakenOver() throws IOException {
    RemoteRun first = newRun("run", false);
    train(first);
    Files.delete(folder.resolve("run/.driver"));
    RemoteRun second = resumed("run");
    RunDirectory.open(first.folder()).writeJson("classes.json", List.of("changed"));

    assertThatThrownBy(first::finish)
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is no longer locked by this driver");
    assertThat(first.end().orElseThrow()).contains(first.folder().toString());

    assertThat(folder.resolve("run/.driver")).exists();
    assertThat(folder.resolve("run/classes.json")).content().doesNotContain("changed");
    assertThat(second.end()).isEmpty();
    delete(first.folder().getParent());
  }

  @Test
  void exactlyTheFilesOfTheOlderRunAreReplaced() throws IOException {
    RemoteRun older = newRun("run", false);
    RunDirectory local = RunDirectory.create(older.folder());
    local.writeJson("extra.json", List.of(1));
    local.part("member").writeJson("extra.json", List.of(1));
    train(older);
    older.finish();
    older.end();
    assertThat(folder.resolve("run/member/extra.json")).exists();
    Files.writeString(folder.resolve("run/notes.txt"), "mine");
    assertThatThrownBy(() -> newRun("run", false))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("There is already a run in faulty:")
        .hasMessageContaining("--overwrite");

    RemoteRun run = newRun("run", true);
    train(run);
    run.finish();
    run.end();

    assertThat(files("run")).contains("notes.txt").doesNotContain("extra.json", "member");
    requireComplete("run");
  }

  @Test
  void anOlderRunIsKeptUntilTrainingStarts() throws IOException {
    RemoteRun older = newRun("run", false);
    train(older);
    older.finish();
    older.end();

    newRun("run", true).end(); // the data could not be read, for example

    requireComplete("run");
  }

  @Test
  void aFolderThatIsNotARunIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("photos"));
    Files.writeString(folder.resolve("photos/a.jpg"), "");

    assertThatThrownBy(() -> newRun("photos", true))
        .hasMessageContaining("photos is not empty and not a run");
    assertThatThrownBy(() -> resumed("photos"))
        .hasMessageContaining("run.json is missing in faulty:" + folder + "/photos");
    assertThat(files("photos")).containsExactly("a.jpg");
  }

  @Test
  void aNewRunThatIsNotTrainedLeavesNothing() {
    newRun("run", false).end();

    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void checkpointsAreNotCopiedToApplyARun() throws IOException {
    RemoteRun run = newRun("run", false);
    train(run);
    run.finish();
    run.end();

    RemoteRun copy =
        RemoteRun.toApply("faulty:" + folder + "/run", FaultyFileSystem.configuration());

    assertThat(copy.folder().resolve(RunDirectory.BEST)).exists();
    assertThat(copy.folder().resolve(RunDirectory.LAST)).doesNotExist();
    assertThat(copy.named(copy.folder() + "/best.zip"))
        .isEqualTo("faulty:" + folder + "/run/best.zip");
    copy.end();
    assertThat(copy.folder().getParent()).doesNotExist();
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    RemoteRun run = newRun("run", false);
    train(run);
    run.finish();
    run.end();
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.delete(folder.resolve("run/classes.json"));
    Files.createSymbolicLink(folder.resolve("run/classes.json"), secret);

    assertThatThrownBy(
            () -> RemoteRun.toApply("file:" + folder + "/run", FaultyFileSystem.configuration()))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("classes.json is a link");
  }

  @ParameterizedTest
  @CsvSource({
    "nosuch://host/run, No FileSystem for scheme \"nosuch\" in Hadoop",
    "s3a://bucket/run, S3AFileSystem not found; add the library",
    "hdfs://no-such-host.invalid/run, the host no-such-host.invalid is unknown",
    "file:/no/such/folder, There is no folder file:/no/such/folder."
  })
  void mistakesAreOneSentence(String address, String message) {
    assertThatThrownBy(() -> RemoteRun.toApply(address, FaultyFileSystem.configuration()))
        .isInstanceOf(RunException.class)
        .hasMessageContaining(message);
  }

  @Test
  void missingPermissionsAreExplained() {
    assertThat(
            RemoteFailure.reason(
                new org.apache.hadoop.security.AccessControlException(
                    "Permission denied: user=x, access=WRITE, inode=\"/\":root:root:drwxr-xr-x")))
        .isEqualTo("permission denied; use a folder that you may read and write");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hdfs://namenode/runs", "s3a://bucket/runs", "file:/runs", "file:///runs"})
  void addressesHaveAScheme(String address) {
    assertThat(RemoteRun.isAddress(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs", "/runs", "C:/runs", "C:\\runs", "a:b", "runs/a:/b"})
  void pathsHaveNone(String path) {
    assertThat(RemoteRun.isAddress(path)).isFalse();
  }
}
