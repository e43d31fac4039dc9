package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Kills and interrupts real processes, or lets them run out of memory, and checks their runs. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SurvivalTest {

  /** Dropout, a schedule, carried state: everything that could be lost. */
  private static final List<String> TRAINING =
      List.of(
          "--limit=3000",
          "--hidden=8",
          "--embedding=4",
          "--input=embedding",
          "--dropout=0.2",
          "--batch-size=8",
          "--steps=10",
          "--sample-length=5",
          "--updates-per-epoch=5");

  private static final String SAVED_AFTER_EVERY_MINIBATCH = "--save-every=0s";

  @TempDir Path folder;

  private List<String> training(String name, int updates) {
    List<String> args = new ArrayList<>(List.of("train", "--runs=" + folder, "--name=" + name));
    args.add("--updates=" + updates);
    args.addAll(TRAINING);
    return args;
  }

  private ChildTraining child(List<String> args) throws IOException {
    List<String> all = new ArrayList<>(args);
    all.add(SAVED_AFTER_EVERY_MINIBATCH);
    return ChildTraining.start(folder.resolve("child.log"), List.of(), all);
  }

  private RunDirectory whole(int updates) {
    finish(training("whole", updates));
    return RunDirectory.open(folder.resolve("whole"));
  }

  private static RunDirectory resumed(Path run) {
    finish(List.of("train", "--resume=" + run));
    return RunDirectory.open(run);
  }

  /** Trains in this process, which is faster, with the same backend as the child processes. */
  private static void finish(List<String> args) {
    CommandRun done = CommandRun.of(args.toArray(String[]::new));
    assertThat(done.exitCode()).as(done.err()).isZero();
  }

  private static void assertSame(RunDirectory survivor, RunDirectory whole) throws IOException {
    for (String name : new String[] {RunDirectory.LAST, RunDirectory.BEST}) {
      MultiLayerNetwork survived = SavedNetworks.multiLayerNetwork(survivor, name);
      MultiLayerNetwork expected = SavedNetworks.multiLayerNetwork(whole, name);
      assertThat(survived.params().toFloatVector())
          .as(name)
          .isEqualTo(expected.params().toFloatVector());
      assertThat(survived.updaterState().toFloatVector())
          .as(name)
          .isEqualTo(expected.updaterState().toFloatVector());
    }
    assertThat(survivor.file(RunDirectory.UPDATES))
        .hasSameTextualContentAs(whole.file(RunDirectory.UPDATES));
    assertThat(rows(survivor)).isEqualTo(rows(whole));
    assertThat(survivor.readJson(RunDirectory.PROVENANCE, Provenance.class).finalMetrics())
        .isEqualTo(whole.readJson(RunDirectory.PROVENANCE, Provenance.class).finalMetrics());
  }

  /** A row without its times. */
  private static List<String> rows(RunDirectory run) {
    return MetricsCsv.read(run.file(RunDirectory.METRICS)).stream()
        .map(
            r ->
                "%d %d %s %s"
                    .formatted(r.epoch(), r.minibatches(), r.trainingLoss(), r.validation()))
        .toList();
  }

  @Test
  void runThatIsKilledTwiceEndsWithTheSameWeights() throws Exception {
    assertSurvives(2, 120, 1);
  }

  @Test
  @Tag("slow")
  void runThatIsKilledTwentyFiveTimesEndsWithTheSameWeights() throws Exception {
    assertSurvives(25, 600, 2);
  }

  /** Killed at random moments after the first write, possibly in the middle of a write. */
  private void assertSurvives(int kills, int updates, long seed) throws Exception {
    RunDirectory whole = whole(updates);
    Path run = folder.resolve("killed");
    Random random = new Random(seed);
    List<String> args = training("killed", updates);
    List<String> places = new ArrayList<>();
    for (int kill = 0; kill < kills; kill++) {
      try (ChildTraining child = child(args)) {
        child.awaitWrite(run.resolve(RunDirectory.TRAINING));
        Thread.sleep(random.nextInt(200), random.nextInt(1_000_000));
        assertThat(child.isAlive()).as("kill %d of %d: %s", kill, kills, child.output()).isTrue();
        child.kill();
      }
      places.add(Checkpoint.place(RunDirectory.open(run)).orElseThrow().place());
      args = List.of("train", "--resume=" + run);
    }

    assertThat(places).doesNotHaveDuplicates(); // each life went further
    assertSame(resumed(run), whole);
  }

  @Test
  void interruptedRunIsSavedAndGoesOnToTheSameEnd() throws Exception {
    assumeFalse(isInterruptIgnored(), "this process ignores SIGINT, and so its children do");
    int updates = 120;
    Path run = folder.resolve("interrupted");
    try (ChildTraining child = child(training("interrupted", updates))) {
      child.awaitWrite(run.resolve(RunDirectory.TRAINING));

      child.signal("INT");

      assertThat(child.exitCode()).as(child.output()).isEqualTo(130);
      assertThat(child.output())
          .contains("Ctrl-C: stopping after this minibatch", "Ctrl-C: the run is saved after epoch")
          .contains("Resume with", "train --resume " + run)
          .doesNotContain("\tat ");
    }
    assertThat(Checkpoint.place(RunDirectory.open(run)).orElseThrow().updates())
        .isBetween(1L, updates - 1L);

    assertSame(resumed(run), whole(updates));
  }

  @Test
  void runHasOneWriterWhichMayBeAskedToEnd() throws Exception {
    Path run = folder.resolve("asked");
    try (ChildTraining child = child(training("asked", 100_000))) {
      child.awaitWrite(run.resolve(RunDirectory.TRAINING));

      CommandRun second = CommandRun.of("train", "--resume=" + run);
      child.signal("TERM");

      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.err())
          .contains("Another process (" + child.pid() + ") is writing to the run in " + run);
      assertThat(child.exitCode()).as(child.output()).isEqualTo(130);
      assertThat(child.output()).contains("SIGTERM", "the run is saved after", "Resume with");
    }
  }

  private static boolean isInterruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> Long.parseUnsignedLong(line.substring(line.length() - 16), 16))
            .anyMatch(mask -> (mask & 1L << 1) != 0); // signal 2 is bit 1
  }

  @Test
  void memoryThatRunsOutIsSaidWithTheSetting() throws Exception {
    List<String> args = new ArrayList<>(training("large", 3));
    args.removeIf(arg -> arg.startsWith("--hidden"));
    args.add("--hidden=2048");

    try (ChildTraining child =
        ChildTraining.start(folder.resolve("child.log"), List.of("-Xmx128m"), args)) {
      assertThat(child.exitCode()).as(child.output()).isEqualTo(1);
      assertThat(child.output())
          .contains("Out of memory: the Java heap is full at 128 MB", "-Xmx256m")
          .doesNotContain("\tat ");
    }
  }
}
