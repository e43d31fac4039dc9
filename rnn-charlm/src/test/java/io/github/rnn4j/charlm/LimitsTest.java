package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.SavedVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

class LimitsTest {

  @TempDir Path runs;

  private RunDirectory run(String name) {
    return RunDirectory.open(runs.resolve(name));
  }

  /** Without a split, the training loss chooses the epoch; it must cover all of its minibatches. */
  @ParameterizedTest
  @ValueSource(strings = {"--split=none", "--split=held-out"})
  void runThatEndedWithinAnEpochPrintsTheSameLinesAndEndsTheSame(String split) throws IOException {
    CommandRun whole = CommandRun.train(runs, "whole", split);
    CommandRun ended = CommandRun.train(runs, "ended", split, "--max-updates=5");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("(--max-updates 5)", "epoch 2/3, update 5: training");
    double seconds = seconds("ended");
    TrainingState saved = Checkpoint.place(run("ended")).orElseThrow();

    CommandRun resumed = CommandRun.of("train", "--resume=" + runs.resolve("ended"));

    assertThat(whole.exitCode() + resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("Resuming after epoch 2, minibatch 2");
    assertThat(
            SavedNetworks.multiLayerNetwork(run("ended"), RunDirectory.BEST)
                .params()
                .toFloatVector())
        .isEqualTo(
            SavedNetworks.multiLayerNetwork(run("whole"), RunDirectory.BEST)
                .params()
                .toFloatVector());
    assertThat(Files.readString(run("ended").file(RunDirectory.UPDATES)))
        .isEqualTo(Files.readString(run("whole").file(RunDirectory.UPDATES)));
    assertThat(rows("ended")).isEqualTo(rows("whole")).hasSize(3);
    assertThat(epochs(resumed)).isEqualTo(epochs(whole).replaceFirst("(?s).*(?=epoch 2/3)", ""));
    assertThat(seconds("ended")).isGreaterThan(seconds);
    MetricsCsv.Row second = MetricsCsv.read(run("ended").file(RunDirectory.METRICS)).get(1);
    assertThat(second.seconds()).isGreaterThan(saved.part().seconds());
    assertThat(resumed.out())
        .contains(String.format(Locale.ROOT, ", %,.0f tokens/s", second.tokensPerSecond()));
  }

  /** The short run ends within the second epoch, in which it goes on. */
  @ParameterizedTest
  @ValueSource(
      strings = {"--order=streams", "--order=windows", "--unit=line --limit=0 --batch-size=4"})
  void finishedRunTrainedFurtherEndsLikeALongerRun(String options) throws IOException {
    String[] whole = ("--schedule=constant " + options).split(" ");
    String[] part = ("--schedule=constant --updates=4 " + options).split(" ");
    assertThat(CommandRun.train(runs, "whole", whole).err()).isEmpty();
    CommandRun ended = CommandRun.train(runs, "short", part);
    assertThat(ended.out()).contains("all 4 updates done", "epoch 2/2, update 4: training");

    CommandRun again = CommandRun.of("train", "--resume=" + runs.resolve("short"));
    CommandRun longer = CommandRun.of("train", "--resume=" + runs.resolve("short"), "--updates=9");

    assertThat(again.out()).contains("weights of epoch 2", "Nothing was trained", "--updates 8");
    assertThat(longer.exitCode()).as(longer.err()).isZero();
    for (String file : new String[] {RunDirectory.BEST, RunDirectory.LAST}) {
      assertThat(SavedNetworks.multiLayerNetwork(run("short"), file).params().toFloatVector())
          .isEqualTo(SavedNetworks.multiLayerNetwork(run("whole"), file).params().toFloatVector());
    }
    assertThat(Files.readString(run("short").file(RunDirectory.UPDATES)))
        .isEqualTo(Files.readString(run("whole").file(RunDirectory.UPDATES)));
    assertThat(rows("short")).isEqualTo(rows("whole")).hasSize(3);
  }

  /** With a learning rate of nearly 0, the known characters keep the weights of the other run. */
  @ParameterizedTest
  @ValueSource(strings = {"one-hot", "embedding"})
  void newCharactersGetNewRowsInARunThatStartsFromAnother(String input) throws IOException {
    CommandRun.train(runs, "first", "--input=" + input);
    Path other = runs.resolve("other.txt");
    Files.writeString(other, "Öl und Äpfel, the island. ".repeat(200));

    CommandRun next =
        CommandRun.train(
            runs,
            "next",
            "--from=" + runs.resolve("first"),
            "--data=" + other,
            "--learning-rate=1e-9");

    assertThat(next.exitCode()).as(next.err()).isZero();
    List<String> known = SavedVocabulary.of(run("first"), Set.of()).tokens();
    List<String> extended = SavedVocabulary.of(run("next"), Set.of()).tokens();
    assertThat(extended).startsWith(known.toArray(String[]::new)).contains("Ö", "Ä");
    assertThat(extended).hasSizeGreaterThan(known.size());
    Map<String, INDArray> before =
        SavedNetworks.multiLayerNetwork(run("first"), RunDirectory.BEST).paramTable();
    Map<String, INDArray> after =
        SavedNetworks.multiLayerNetwork(run("next"), RunDirectory.BEST).paramTable();
    before.forEach(
        (name, array) ->
            assertThat(beginning(after.get(name), array))
                .as(name)
                .containsExactly(beginning(array, array), offset(1e-6f)));
    CommandRun report = CommandRun.of("report", runs.resolve("next").toString());
    assertThat(report.exitCode()).as(report.err()).isZero();
  }

  /** The part of an array that has the shape of another one, in C order. */
  private static float[] beginning(INDArray array, INDArray shape) {
    return array
        .get(
            Arrays.stream(shape.shape())
                .mapToObj(size -> NDArrayIndex.interval(0, size))
                .toArray(INDArrayIndex[]::new))
        .dup('c')
        .reshape(-1)
        .toFloatVector();
  }

  @Test
  void runWhoseLearningRateHasDecayedToZeroNeedsAnother() {
    CommandRun.train(runs, "linear", "--schedule=linear", "--updates=3");
    String resume = "--resume=" + runs.resolve("linear");

    CommandRun.train(runs, "cut", "--schedule=linear", "--updates=6", "--max-updates=3");
    CommandRun within = CommandRun.of("train", "--resume=" + runs.resolve("cut"), "--updates=5");
    assertThat(within.exitCode()).as(within.err()).isZero();
    CommandRun without = CommandRun.of("train", resume, "--updates=6");
    CommandRun with = CommandRun.of("train", resume, "--updates=6", "--learning-rate=0.001");

    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err()).contains("learning rate is 0 after 3 updates", "add --learning-rate");
    assertThat(with.exitCode()).as(with.err()).isZero();
    assertThat(SavedNetworks.multiLayerNetwork(run("linear"), RunDirectory.LAST).getLearningRate(0))
        .isEqualTo(0.001);
  }

  /**
   * The output from the first to the last epoch, including samples but without times and speeds.
   */
  private static String epochs(CommandRun run) {
    return run.out()
        .replaceFirst("(?s).*?(?=epoch \\d/3, update)", "")
        .replaceFirst("(?s)\n\nTrained in .*", "")
        .replaceAll("[\\d,]+ tokens/s", "")
        .replaceAll("\\(\\d+ s\\)", "");
  }

  /** The run keeps its training time, including the time before an interruption. */
  private double seconds(String name) {
    double kept = run(name).readJson(RunDirectory.PROVENANCE, Provenance.class).seconds();
    double ofRows =
        MetricsCsv.read(run(name).file(RunDirectory.METRICS)).stream()
            .mapToDouble(MetricsCsv.Row::seconds)
            .sum();
    assertThat(kept).isGreaterThanOrEqualTo(ofRows);
    return kept;
  }

  /** Without times and speeds, but with their product: speed times time is the number of tokens. */
  private List<String> rows(String name) {
    return MetricsCsv.read(run(name).file(RunDirectory.METRICS)).stream()
        .map(
            row ->
                "%d %d %s %s %d"
                    .formatted(
                        row.epoch(),
                        row.minibatches(),
                        row.trainingLoss(),
                        row.validation(),
                        Math.round(row.tokensPerSecond() * row.seconds())))
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
