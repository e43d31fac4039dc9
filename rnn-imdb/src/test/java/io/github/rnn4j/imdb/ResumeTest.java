package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void finishedRunTrainedFurtherEndsLikeALongerRun() throws IOException {
    CommandRun.train(runs, "short", "--dropout=0.3", "--epochs=1");

    CommandRun longer = resume("short", "--epochs=2");

    assertThat(longer.exitCode()).as(longer.err()).isZero();
    assertThat(longer.out())
        .contains("Resuming after epoch 1", "tested before it was trained further (--epochs=2)");
    assertSame("short");
    String report = Files.readString(runs.resolve("short").resolve(RunDirectory.REPORT));
    assertThat(report)
        .contains(
            "tested before it was trained further (--epochs=2)",
            "--name=short-again",
            "runs/short-again --epochs=2");
  }

  @Test
  void runIsUnchangedIfItIsToBeTrainedFurtherOnOtherData() throws IOException {
    CommandRun.train(runs, "own", "--dropout=0.3");
    Path other = runs.resolve("other.tsv");
    Files.writeString(other, "pos\tgood\nneg\tbad\n".repeat(5) + uniqueLines());
    Path provenance = runs.resolve("own").resolve(RunDirectory.PROVENANCE);
    String before = Files.readString(provenance);

    CommandRun refused = resume("own", "--epochs=3", "--data=" + other);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("other.tsv is not the data that the run");
    assertThat(provenance).hasContent(before);
    assertThat(runs.resolve("own").resolve(RunDirectory.EXTENSIONS)).doesNotExist();
  }

  private static String uniqueLines() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append("pos\tgood %d\nneg\tbad %d\n".formatted(i, i));
    }
    return lines.toString();
  }

  /** The limit belongs to the first command, before the run was trained further. */
  @Test
  void reportRepeatsLimitsAndExtensionsInTheirOrder() throws IOException {
    CommandRun.train(runs, "limited", "--dropout=0.3", "--max-updates=2");
    CommandRun longer = resume("limited", "--epochs=3", "--max-updates=8");

    assertThat(longer.exitCode()).as(longer.err()).isZero();
    List<String> commands =
        Files.readString(runs.resolve("limited").resolve(RunDirectory.REPORT))
            .replaceFirst("(?s).*Reproduce this run", "")
            .lines()
            .filter(line -> line.contains("exec:java"))
            .toList();
    assertThat(commands).hasSize(2);
    assertThat(commands.get(0)).contains("--name=limited-again --max-updates=2");
    assertThat(commands.get(1))
        .contains("train --resume=runs/limited-again --epochs=3 --max-updates=8");
  }

  @Test
  void finishedRunSaysHowToTrainItFurther() {
    CommandRun.train(runs, "finished", "--dropout=0.3");

    CommandRun again = resume("finished", "--max-updates=1");

    assertThat(again.out())
        .contains("Nothing was trained: the run had been trained to its end before.", "--epochs 4")
        .doesNotContain("shortened");
  }

  @Test
  void runCutShortIsReportedTheSameOnceMore() {
    CommandRun ended = CommandRun.train(runs, "cut", "--dropout=0.3", "--max-updates=2");

    CommandRun again = resume("cut", "--max-updates=2");

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(epochLines(again)).isEqualTo(epochLines(ended)).hasSize(1);
    assertThat(again.out()).contains("Nothing was trained: the limit had been reached before");
  }

  /** With a learning rate of nearly 0, the weights remain those of the other run. */
  @Test
  void runThatStartsFromAnotherHasItsWeightsAndVocabulary() throws IOException {
    CommandRun next =
        CommandRun.train(
            runs, "next", from(), "--data=synthetic", "--seed=7", "--learning-rate=1e-9");

    assertThat(next.exitCode()).as(next.err()).isZero();
    RunDirectory run = RunDirectory.open(runs.resolve("next"));
    assertThat(Files.readAllBytes(run.file(RunDirectory.VOCABULARY)))
        .isEqualTo(Files.readAllBytes(whole.file(RunDirectory.VOCABULARY)));
    assertThat(SavedNetworks.computationGraph(run, RunDirectory.LAST).params().toFloatVector())
        .containsExactly(
            SavedNetworks.computationGraph(whole, RunDirectory.BEST).params().toFloatVector(),
            offset(1e-7f));
    CommandRun report = CommandRun.of("report", run.folder().toString());
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(Files.readString(run.file(RunDirectory.REPORT)))
        .contains("of the run " + whole.folder(), "train --from=" + whole.folder());
  }

  private static String from() {
    return "--from=" + whole.folder();
  }

  @Test
  void interruptedRunThatStartsFromAnotherResumesWithoutIt() throws IOException {
    CommandRun.train(runs, "source");
    String source = "--from=" + runs.resolve("source");
    String[] options = {source, "--data=synthetic", "--seed=7"};
    CommandRun.train(runs, "straight", options);
    CommandRun.train(runs, "detour", source, "--data=synthetic", "--seed=7", "--max-updates=1");
    Path detour = runs.resolve("detour");
    for (String file : new String[] {"last.zip", "training.zip", "best.zip"}) {
      Files.delete(detour.resolve(file)); // as if killed before the first checkpoint
    }
    Files.move(runs.resolve("source"), runs.resolve("moved"));

    CommandRun resumed = resume("detour");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(params("detour")).isEqualTo(params("straight"));
  }

  private static float[] params(String name) {
    RunDirectory run = RunDirectory.open(runs.resolve(name));
    return SavedNetworks.computationGraph(run, RunDirectory.LAST).params().toFloatVector();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--data=synthetic --hidden=9 | 2 | --hidden cannot be changed: the network in",
        "--data=synthetic --min-count=2 | 2 | was trained with --min-count=1",
        "--data=synthetic --preset=demo | 2 | --preset cannot be combined with --from",
        "--epochs=1 | 2 | --from needs other data to train on; add --data",
        "--data=synthetic --resume=x | 2 | --from cannot be combined with --resume",
      })
  void whatDoesNotGoWithAnotherRunIsNamed(String options, int exitCode, String message) {
    List<String> args = new ArrayList<>(List.of("train", from()));
    args.addAll(List.of(options.split(" ")));

    CommandRun refused = CommandRun.of(args.toArray(String[]::new));

    assertThat(refused.exitCode()).isEqualTo(exitCode);
    assertThat(refused.err()).contains(message);
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
    assertThat(fast.out()).contains("epoch 1/1", "Test results on 12 texts");
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

  /** The file was edited, or is that of another run. */
  @Test
  void otherConfigurationThanThatOfTheStartIsRefused() throws IOException {
    CommandRun.train(runs, "edited", "--hidden=4", "--epochs=1");
    edit("edited", RunDirectory.CONFIG);

    assertRefused(
        "edited",
        "config.json has network.hidden 9, but provenance.json, written at the start of the run, has network.hidden 4");
  }

  @Test
  void configurationThatDescribesAnotherNetworkIsRefused() throws IOException {
    CommandRun.train(runs, "resized", "--hidden=4", "--epochs=1");
    edit("resized", RunDirectory.CONFIG);
    edit("resized", RunDirectory.PROVENANCE);

    assertRefused(
        "resized",
        "layer recurrent1 of the saved network is PackedLstm (3 in, 4 out, 256 parameters), but it is PackedLstm (3 in, 9 out, 936 parameters) according to config.json");
  }

  private static void edit(String name, String file) throws IOException {
    Path path = runs.resolve(name).resolve(file);
    Files.writeString(path, Files.readString(path).replace("\"hidden\" : 4", "\"hidden\" : 9"));
  }

  private static void assertRefused(String name, String difference) {
    CommandRun resumed = CommandRun.of("train", "--resume=" + runs.resolve(name));

    assertThat(resumed.exitCode()).isEqualTo(1);
    assertThat(resumed.err())
        .contains(
            " do not belong together: "
                + difference
                + ". Restore files that belong to the same run, or train again.")
        .doesNotContain("\tat ");
  }
}
