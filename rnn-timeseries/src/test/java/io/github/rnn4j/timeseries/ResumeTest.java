package io.github.rnn4j.timeseries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.train.TrainOptions;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import io.github.rnn4j.timeseries.backtest.Backtest;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.data.SeriesSource;
import io.github.rnn4j.timeseries.model.ModelFiles;
import io.github.rnn4j.timeseries.training.OneSeries;
import io.github.rnn4j.timeseries.training.TrainingSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every network of an ensemble resumes where it was interrupted, also during refitting. */
class ResumeTest {

  private static final String[] FILES = {"member-1.zip", "member-2.zip"};

  @TempDir static Path runs;

  private static RunDirectory whole;
  private static CommandRun wholeRun;

  @BeforeAll
  static void train() {
    wholeRun = CommandRun.train(runs, "whole", "--refit", "--dropout=0.2");
    assertThat(wholeRun.exitCode()).as(wholeRun.err()).isZero();
    whole = RunDirectory.open(runs.resolve("whole"));
  }

  private static CommandRun resume(String name) {
    CommandRun resumed = CommandRun.of("train", "--resume=" + runs.resolve(name));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    return resumed;
  }

  private static void assertSame(String name) throws IOException {
    RunDirectory run = RunDirectory.open(runs.resolve(name));
    for (String file : FILES) {
      assertThat(SavedNetworks.multiLayerNetwork(run, file).params().toFloatVector())
          .as(file)
          .isEqualTo(SavedNetworks.multiLayerNetwork(whole, file).params().toFloatVector());
    }
    assertThat(rows(run)).isEqualTo(rows(whole)).hasSize(3);
    assertThat(Files.readAllLines(run.file(RunDirectory.UPDATES)))
        .isEqualTo(Files.readAllLines(whole.file(RunDirectory.UPDATES)))
        .hasSizeGreaterThan(1 + 2 * 3 * 4); // two networks, three epochs of four windows, refit
    for (String file : new String[] {ModelFiles.CALIBRATION, ModelFiles.BACKTEST}) {
      assertThat(Files.readString(run.file(file)))
          .as(file)
          .isEqualTo(Files.readString(whole.file(file)));
    }
  }

  /**
   * Returns the metrics without times and speeds, but with the tokens, which are speed times time.
   */
  private static List<String> rows(RunDirectory run) {
    return MetricsCsv.read(run.file(RunDirectory.METRICS)).stream()
        .map(
            row ->
                "%d %d %s %s %s %d"
                    .formatted(
                        row.epoch(),
                        row.minibatches(),
                        row.trainingLoss(),
                        row.trainingLossPerValue(),
                        row.validation(),
                        Math.round(row.tokensPerSecond() * row.seconds())))
        .toList();
  }

  /** Returns the lines about the networks, without times. */
  private static List<String> networkLines(CommandRun run) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith("Network "))
        .map(line -> line.replaceAll("\\(\\d+ s\\)", ""))
        .toList();
  }

  @Test
  void updatesTellTheTrainingsOfEachNetworkApart() throws IOException {
    List<String> lines = Files.readAllLines(whole.file(RunDirectory.UPDATES));

    assertThat(lines.get(0)).isEqualTo("member,fit,update,loss,gradient_norm");
    assertThat(lines.stream().skip(1).map(line -> line.replaceFirst(",\\d+,.*", "")).distinct())
        .containsExactly("1,training", "2,training", "1,refit", "2,refit");
    UpdatesCsv.Rows second = UpdatesCsv.read(whole.file(RunDirectory.UPDATES), "2", "training");
    assertThat(second.numbers()).hasSize(12).startsWith(1, 2, 3).endsWith(12);
    assertThat(DoubleStream.of(second.gradientNorms()).boxed())
        .allSatisfy(norm -> assertThat(norm).isPositive());
  }

  @Test
  void runThatEndedEarlyPrintsTheSameLineOfEachNetworkAndEndsTheSame() throws IOException {
    CommandRun ended =
        CommandRun.train(runs, "ended", "--refit", "--dropout=0.2", "--max-updates=2");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(Checkpoint.place(RunDirectory.open(runs.resolve("ended")).part("member-2")))
        .hasValueSatisfying(state -> assertThat(state.updates()).isEqualTo(2));

    CommandRun resumed = resume("ended");

    assertThat(networkLines(resumed)).isEqualTo(networkLines(wholeRun)).hasSize(4);
    assertSame("ended");
  }

  /** Stops after the only minibatch of an epoch: it is trained, but not validated yet. */
  @Test
  void runInterruptedWithinAnEpochPrintsTheSameLineOfEachNetworkAndEndsTheSame()
      throws IOException {
    RunDirectory interrupted = RunDirectory.create(runs.resolve("interrupted"));
    assertThatThrownBy(() -> train(interrupted, interruptedAfter(2)))
        .isInstanceOf(RunInterruptedException.class)
        .hasMessageContaining("Ctrl-C: the run is saved after epoch 2, minibatch 1");

    CommandRun resumed = resume("interrupted");

    assertThat(networkLines(resumed)).isEqualTo(networkLines(wholeRun));
    assertSame("interrupted");
  }

  /** The second training of each network, with the validation period, goes on as well. */
  @Test
  void finishedRunTrainedFurtherEndsLikeALongerRun() throws IOException {
    CommandRun.train(runs, "short", "--refit", "--dropout=0.2", "--epochs=1");

    CommandRun longer = CommandRun.of("train", "--resume=" + runs.resolve("short"), "--epochs=3");

    assertThat(longer.exitCode()).as(longer.err()).isZero();
    assertThat(networkLines(longer)).isEqualTo(networkLines(wholeRun));
    assertThat(longer.out()).contains("tested before it was trained further (--epochs=3)");
    assertSame("short");
  }

  @Test
  void patienceStartsAnewWhereARunIsTrainedFurther() {
    CommandRun.train(runs, "patient", "--patience=1", "--epochs=40", "--learning-rate=0.2");
    RunDirectory run = RunDirectory.open(runs.resolve("patient"));
    int before = epochs(run);
    assertThat(before).isLessThan(40);

    CommandRun longer = CommandRun.of("train", "--resume=" + run.folder(), "--epochs=40");

    assertThat(longer.exitCode()).as(longer.err()).isZero();
    assertThat(epochs(run)).isGreaterThan(before);
  }

  /** With a learning rate of nearly 0, the weights remain those of the other run. */
  @ParameterizedTest
  @ValueSource(strings = {"--refit", "--no-refit"})
  void runThatStartsFromAnotherHasItsWeights(String refit) {
    String from = "--from=" + whole.folder();
    String name = "next" + refit;
    CommandRun next =
        CommandRun.train(
            runs, name, from, "--data=sine", "--steps=240", "--learning-rate=1e-9", refit);

    assertThat(next.exitCode()).as(next.err()).isZero();
    for (String file : FILES) {
      RunDirectory run = RunDirectory.open(runs.resolve(name));
      assertThat(SavedNetworks.multiLayerNetwork(run, file).params().toFloatVector())
          .containsExactly(
              SavedNetworks.multiLayerNetwork(whole, file).params().toFloatVector(), offset(1e-6f));
    }
  }

  @Test
  void otherNumberOfVariablesIsRefused() throws IOException {
    Path file = runs.resolve("two.csv");
    String rows =
        IntStream.rangeClosed(1, 240)
            .mapToObj(i -> "%d,%d,%d%n".formatted(i, i % 7, i % 5))
            .collect(Collectors.joining());
    Files.writeString(file, "step,a,b\n" + rows);

    CommandRun next = CommandRun.train(runs, "two", "--from=" + whole.folder(), "--data=" + file);

    assertThat(next.exitCode()).isEqualTo(1);
    assertThat(next.err())
        .contains("forecast 1 variables", "two.csv has 2 (a, b). Choose as many with --value");
    assertThat(runs.resolve("two")).doesNotExist();
  }

  private static int epochs(RunDirectory run) {
    return Checkpoint.place(run.part("member-1")).orElseThrow().epochs().size();
  }

  private static void train(RunDirectory run, RunListener more, String... args) {
    SeriesConfig config = whole.readJson(RunDirectory.CONFIG, SeriesConfig.class);
    DataCache cache = new DataCache(runs.resolve("cache"), true, (file, bytes) -> {});
    SeriesData data = SeriesSource.load(config.data(), config.training().seed(), cache);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, () -> 0);
    TrainingRun training = options(args).run(run, console, nowhere, (shown, network) -> more);
    new TrainingSession(
            config, new OneSeries(config, data, new Backtest(data, config, 1)), training)
        .run();
  }

  private static RunListener interruptedAfter(int update) {
    return new RunListener() {
      @Override
      public void minibatch(MinibatchEvent event, RunControl run) {
        if (run.updates() == update) {
          run.interrupt("Ctrl-C");
        }
      }
    };
  }

  @Test
  void completeRunIsReportedOnceMore() throws IOException {
    CommandRun.train(runs, "complete", "--refit", "--dropout=0.2");

    CommandRun again = resume("complete");

    assertThat(again.out()).contains("Resuming after epoch 3", "Lowest MAE");
    assertSame("complete");
  }

  @Test
  void networksThatWereNotBegunAreTrainedFromTheBeginning() throws IOException {
    CommandRun.train(runs, "killed", "--refit", "--dropout=0.2");
    for (String part : new String[] {"member-2", "refit-1", "refit-2"}) {
      remove(runs.resolve("killed").resolve(part));
    }
    Files.delete(runs.resolve("killed").resolve("member-2.zip"));

    resume("killed");

    assertSame("killed");
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Test
  void fastRunTrainsEachNetworkForOneMinibatch() {
    CommandRun fast = CommandRun.train(runs, "fast", "--fast-dev-run");

    assertThat(fast.exitCode()).as(fast.err()).isZero();
    assertThat(fast.out())
        .contains("Network 1/2, best epoch 1 of 1:", "Network 2/2, best epoch 1 ")
        .contains("from 18 origins"); // of 36
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
        "layer recurrent1 of the saved network is PackedGru (1 in, 4 out, 84 parameters), but it is PackedGru (1 in, 9 out, 324 parameters) according to config.json");
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

  /** A forecast of it would look like that of the series that the model was trained on. */
  @Test
  void seriesThatWasShortenedInTheRunIsRefused() throws IOException {
    CommandRun.train(runs, "cut", "--epochs=1");
    Path series = runs.resolve("cut").resolve(ModelFiles.SERIES);
    Files.write(series, Files.readAllLines(series).subList(0, 201));

    for (String command : new String[] {"train --resume", "forecast", "backtest"}) {
      CommandRun run = CommandRun.of((command + " " + runs.resolve("cut")).split(" ", -1));

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .containsPattern(
              "do not belong together: series.csv with 200 steps is not the series that the run was"
                  + " trained on: its checksum is sha256:\\w{64}, but provenance.json has"
                  + " sha256:\\w{64}\\. Restore files that belong to the same run, or train again\\.")
          .doesNotContain("\tat ");
    }
  }

  /** With its default, the option would save nothing in so short a training. */
  @Test
  void runThatIsKilledResumesFromTheCheckpointWithinTheEpochThatSaveEveryAskedFor()
      throws IOException {
    RunDirectory killed = RunDirectory.create(runs.resolve("killed-within"));
    RunListener kill =
        new RunListener() {
          @Override
          public void epoch(EpochEvent event, RunControl run) {
            if (event.epoch() == 2) {
              throw new IllegalStateException("killed");
            }
          }
        };
    assertThatThrownBy(() -> train(killed, kill, "--save-every=0s")).hasMessage("killed");
    assertThat(Checkpoint.place(killed.part("member-1")))
        .hasValueSatisfying(state -> assertThat(state.place()).isEqualTo("epoch 2, minibatch 1"));

    CommandRun resumed = resume("killed-within");

    assertThat(resumed.out()).contains("Resuming after epoch 2, minibatch 1");
    assertThat(networkLines(resumed)).isEqualTo(networkLines(wholeRun));
    assertSame("killed-within");
  }

  /** Options as they are given on the command line. */
  private static final class Given {
    @CommandLine.Mixin private TrainOptions options;
  }

  private static TrainOptions options(String... args) {
    Given given = new Given();
    new CommandLine(given).parseArgs(args);
    return given.options;
  }
}
