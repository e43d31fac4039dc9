package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  @TempDir Path runs;

  private RunDirectory run(String name) {
    return RunDirectory.open(runs.resolve(name));
  }

  /**
   * Without a split the training loss of the epoch chooses; it must be of all of its minibatches.
   */
  @ParameterizedTest
  @ValueSource(strings = {"--split=none", "--split=held-out"})
  void runThatEndedWithinAnEpochGoesOn(String split) throws IOException {
    CommandRun whole = CommandRun.train(runs, "whole", split);
    CommandRun ended = CommandRun.train(runs, "ended", split, "--max-updates=5");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("(--max-updates 5)", "epoch 2/3, update 5: training");
    double seconds = seconds("ended");

    CommandRun resumed = CommandRun.of("train", "--resume=" + runs.resolve("ended"));

    assertThat(whole.exitCode() + resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("going on after epoch 2, minibatch 2");
    assertThat(run("ended").multiLayerNetwork(RunDirectory.BEST).params().toFloatVector())
        .isEqualTo(run("whole").multiLayerNetwork(RunDirectory.BEST).params().toFloatVector());
    assertThat(Files.readString(run("ended").file(RunDirectory.UPDATES)))
        .isEqualTo(Files.readString(run("whole").file(RunDirectory.UPDATES)));
    assertThat(validation("ended")).isEqualTo(validation("whole")).hasSize(3);
    assertThat(resumed.out()).contains("epoch 3/3, update 9: training");
    assertThat(seconds("ended")).isGreaterThan(seconds);
  }

  /** What training took, also before it was interrupted, stands with the run. */
  private double seconds(String name) {
    double kept = run(name).readJson(RunDirectory.PROVENANCE, Provenance.class).seconds();
    double ofRows =
        MetricsCsv.read(run(name).file(RunDirectory.METRICS)).stream()
            .mapToDouble(MetricsCsv.Row::seconds)
            .sum();
    assertThat(kept).isGreaterThanOrEqualTo(ofRows);
    return kept;
  }

  private List<String> validation(String name) {
    return MetricsCsv.read(run(name).file(RunDirectory.METRICS)).stream()
        .map(row -> row.trainingLoss() + " " + row.validation())
        .toList();
  }

  @Test
  void fastRunTakesOneMinibatchOfEverything() {
    CommandRun fast = CommandRun.train(runs, "fast", "--fast-dev-run");

    assertThat(fast.exitCode()).as(fast.err()).isZero();
    List<MetricsCsv.Row> rows = MetricsCsv.read(run("fast").file(RunDirectory.METRICS));
    assertThat(rows).extracting(MetricsCsv.Row::minibatches).containsExactly(1);
  }

  @Test
  void fewMinibatchesAreLearnedByHeart() {
    CommandRun trained =
        CommandRun.train(
            runs,
            "overfit",
            "--overfit-batches=2",
            "--updates=60",
            "--hidden=32",
            "--learning-rate=0.02");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    List<MetricsCsv.Row> rows = MetricsCsv.read(run("overfit").file(RunDirectory.METRICS));
    assertThat(rows).hasSize(20).allSatisfy(row -> assertThat(row.minibatches()).isEqualTo(2));
    double first = rows.get(0).trainingLoss();
    assertThat(rows.get(19).trainingLoss()).isLessThan(0.7 * first);
    assertThat(rows.get(19).validation().get("nats")).isGreaterThan(rows.get(19).trainingLoss());
  }
}
