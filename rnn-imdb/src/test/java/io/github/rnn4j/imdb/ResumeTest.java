package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that ended early or was interrupted resumes and ends like an uninterrupted run. */
class ResumeTest {

  @TempDir static Path runs;

  private static RunDirectory whole;
  private static CommandRun wholeRun;

  /** With dropout: two epochs of three minibatches. */
  @BeforeAll
  static void train() {
    wholeRun = CommandRun.train(runs, "whole", "--dropout=0.3");
    assertThat(wholeRun.exitCode()).as(wholeRun.err()).isZero();
    whole = RunDirectory.open(runs.resolve("whole"));
  }

  private static CommandRun resume(String name, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "train";
    args[1] = "--resume=" + runs.resolve(name);
    System.arraycopy(more, 0, args, 2, more.length);
    return CommandRun.of(args);
  }

  private static void assertSame(String name) throws IOException {
    RunDirectory run = RunDirectory.open(runs.resolve(name));
    for (String file : new String[] {RunDirectory.LAST, RunDirectory.BEST}) {
      ComputationGraph resumed = SavedNetworks.computationGraph(run, file);
      ComputationGraph expected = SavedNetworks.computationGraph(whole, file);
      assertThat(resumed.params().toFloatVector())
          .as(file)
          .isEqualTo(expected.params().toFloatVector());
      assertThat(resumed.getUpdater().getStateViewArray().toFloatVector())
          .as(file)
          .isEqualTo(expected.getUpdater().getStateViewArray().toFloatVector());
    }
    assertThat(rows(run)).isEqualTo(rows(whole)).hasSize(2);
    assertThat(Files.readAllLines(run.file(RunDirectory.UPDATES)))
        .isEqualTo(Files.readAllLines(whole.file(RunDirectory.UPDATES)))
        .hasSize(1 + 6);
    assertThat(run.readJson(RunDirectory.PROVENANCE, Provenance.class).finalMetrics())
        .isEqualTo(whole.readJson(RunDirectory.PROVENANCE, Provenance.class).finalMetrics());
  }

  private static List<String> rows(RunDirectory run) {
    return MetricsCsv.read(run.file(RunDirectory.METRICS)).stream()
        .map(
            row ->
                row.epoch()
                    + " "
                    + row.minibatches()
                    + " "
                    + row.trainingLoss()
                    + " "
                    + row.validation())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void runThatEndedAfterSoManyUpdatesPrintsTheSameLinesAndEndsTheSame(int updates)
      throws IOException {
    String name = "ended" + updates;
    CommandRun ended = CommandRun.train(runs, name, "--dropout=0.3", "--max-updates=" + updates);
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("(--max-updates " + updates + ")", "Test results on");
    TrainingState saved = Checkpoint.place(RunDirectory.open(runs.resolve(name))).orElseThrow();
    assertThat(saved.updates()).isEqualTo(updates);

    CommandRun resumed = resume(name);

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("Resuming after epoch").contains("all 2 epochs done");
    assertThat(epochLines(resumed))
        .isEqualTo(epochLines(wholeRun).subList(saved.epochs().size(), 2));
    assertSame(name);
    assertTimesAreOfAllParts(resumed, saved, RunDirectory.open(runs.resolve(name)));
  }

  /** The output without times and speeds. */
  private static List<String> epochLines(CommandRun run) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith("epoch "))
        .map(line -> line.replaceAll("[\\d,]+ tokens/s", "").replaceAll("\\(\\d+ s\\)", ""))
        .toList();
  }

  /** Speed times time is the number of tokens: those of the whole epoch. */
  private static void assertTimesAreOfAllParts(
      CommandRun resumed, TrainingState saved, RunDirectory run) {
    List<MetricsCsv.Row> rows = MetricsCsv.read(run.file(RunDirectory.METRICS));
    List<MetricsCsv.Row> expected = MetricsCsv.read(whole.file(RunDirectory.METRICS));
    for (int epoch = 0; epoch < rows.size(); epoch++) {
      assertThat(tokens(rows.get(epoch))).isEqualTo(tokens(expected.get(epoch)));
    }
    MetricsCsv.Row first = rows.get(saved.epochs().size());
    assertThat(first.seconds()).isGreaterThan(saved.part().seconds());
    assertThat(resumed.out())
        .contains(String.format(Locale.ROOT, ", %,.0f tokens/s", first.tokensPerSecond()));
  }

  private static long tokens(MetricsCsv.Row row) {
    return Math.round(row.tokensPerSecond() * row.seconds());
  }

  @Test
  void damagedCheckpointIsSaidAndTheOneBeforeTaken() throws IOException {
    CommandRun.train(runs, "damaged", "--dropout=0.3");
    Path last = runs.resolve("damaged").resolve(RunDirectory.LAST);
    byte[] bytes = Files.readAllBytes(last);
    Files.write(last, Arrays.copyOf(bytes, bytes.length / 2));

    CommandRun resumed = resume("damaged");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err())
        .contains("the network of epoch 2 is missing or damaged")
        .contains("Resuming from the previous checkpoint instead: epoch 1");
    assertSame("damaged");
  }

  @Test
  void resumeTakesNoOtherOptions() {
    CommandRun resumed = resume("whole", "--hidden=9");

    assertThat(resumed.exitCode()).isEqualTo(2);
    assertThat(resumed.err()).contains("--hidden cannot be combined with --resume");
  }

  @Test
  void fastRunTakesOneMinibatchOfEverything() {
    CommandRun fast = CommandRun.train(runs, "fast", "--fast-dev-run");

    assertThat(fast.exitCode()).as(fast.err()).isZero();
    assertThat(fast.out()).contains("epoch 1/1", "Test results on 12 reviews");
    MetricsCsv.Row row = MetricsCsv.read(runs.resolve("fast").resolve(RunDirectory.METRICS)).get(0);
    assertThat(row.minibatches()).isEqualTo(1);
  }

  @Test
  void fewMinibatchesAreTheSameInEachEpoch() {
    CommandRun trained = CommandRun.train(runs, "overfit", "--overfit-batches=1");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    List<MetricsCsv.Row> rows =
        MetricsCsv.read(runs.resolve("overfit").resolve(RunDirectory.METRICS));
    assertThat(rows).extracting(MetricsCsv.Row::minibatches).containsExactly(1, 1);
    assertThat(rows.get(1).trainingLoss()).isLessThan(rows.get(0).trainingLoss());
  }
}
