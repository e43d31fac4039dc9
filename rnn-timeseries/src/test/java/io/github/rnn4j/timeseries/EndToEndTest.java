package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.ModelFiles;
import io.github.rnn4j.timeseries.model.SeriesNetwork;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class EndToEndTest {

  @TempDir private static Path runs;
  private static CommandRun trained;

  @BeforeAll
  static void train() {
    trained = CommandRun.train(runs, "direct");
  }

  @Test
  void trainPrintsTheWinnerAndMarksSyntheticData() {
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out())
        .startsWith("Device: CPU, cores: ")
        .contains("SYNTHETIC", "Network 2/2", "seasonal naive", "linear autoregression")
        .contains("Lowest MAE: ", "36 origins, 5 steps ahead");
    assertThat(runs.resolve("direct"))
        .isDirectoryContaining("glob:**/member-1.zip")
        .isDirectoryContaining("glob:**/member-2.zip")
        .isDirectoryContaining("glob:**/preparation.json")
        .isDirectoryContaining("glob:**/test-forecast.png")
        .isDirectoryContaining("glob:**/provenance.json");
  }

  /** Adam makes no step from a gradient that is much smaller than the number in its root. */
  @Test
  void globalClippingLimitsTheGradientWhoseNormIsInTheFile() {
    CommandRun run = CommandRun.train(runs, "clipped", "--clip=global", "--clip-threshold=1e-12");
    assertThat(run.exitCode()).as(run.err()).isZero();
    RunDirectory clipped = RunDirectory.open(runs.resolve("clipped"));
    SeriesConfig config = clipped.readJson(RunDirectory.CONFIG, SeriesConfig.class);
    Preparation preparation = clipped.readJson(ModelFiles.PREPARATION, Preparation.class);
    INDArray first = SeriesNetwork.build(config, preparation, config.training().seed()).params();

    INDArray moved = SavedNetworks.multiLayerNetwork(clipped, "member-1.zip").params().sub(first);

    assertThat(moved.amaxNumber().doubleValue()).isLessThan(1e-4);
    assertThat(
            DoubleStream.of(
                    UpdatesCsv.read(clipped.file(RunDirectory.UPDATES), "1", "training")
                        .gradientNorms())
                .boxed())
        .hasSize(12)
        .allSatisfy(norm -> assertThat(norm).isBetween(1e-3, 1e4));
  }

  @Test
  void forecastContinuesTheSeriesAsCsv() {
    CommandRun run = CommandRun.of("forecast", runs.resolve("direct").toString(), "--steps", "12");

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(13);
    assertThat(lines.get(0)).isEqualTo(Forecast.CSV_HEADER);
    assertThat(lines.get(1)).startsWith("240,\"value\",");
    assertThat(lines.get(5).split(",", -1)).hasSize(7);
    assertThat(lines.get(6)).endsWith(",,,,"); // no intervals beyond the horizon of 5
    assertThat(runs.resolve("direct").resolve("forecast.png")).isNotEmptyFile();
  }

  @Test
  void forecastFromTheRunDirectoryIsThatOfTheModelInMemory() {
    Forecaster forecaster = Forecaster.open(runs.resolve("direct"));

    assertThat(forecaster.forecast(forecaster.series(), 5))
        .isEqualTo(Forecaster.open(runs.resolve("direct")).forecast(forecaster.series(), 5));
  }

  @Test
  void backtestOfTheRunRepeatsTheTestOfItsTraining() throws Exception {
    String saved = Files.readString(runs.resolve("direct").resolve("backtest.json"));

    CommandRun run = CommandRun.of("backtest", runs.resolve("direct").toString(), "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().replaceAll("\\s", ""))
        .isEqualTo(saved.replaceAll("\\s", ""))
        .contains("\"pinball\":null");
  }

  @Test
  void backtestRetrainsAsAsked() {
    CommandRun run =
        CommandRun.of(
            "backtest", runs.resolve("direct").toString(), "--stride", "10", "--refit-every", "2");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("4 origins", "network retrained 2 times");
  }

  @Test
  void recursiveModelRunsFreelyAndWithIntervals() {
    CommandRun train =
        CommandRun.train(runs, "recursive", "--strategy=recursive", "--output=gaussian");
    assertThat(train.exitCode()).as(train.err()).isZero();
    String folder = runs.resolve("recursive").toString();

    CommandRun banded = CommandRun.of("forecast", folder, "--steps", "30");
    CommandRun free = CommandRun.of("forecast", folder, "--steps", "1000", "--free-running");

    assertThat(banded.out().lines()).hasSize(31);
    assertThat(banded.out().lines().toList().get(30).split(",", -1)).hasSize(7);
    assertThat(free.exitCode()).as(free.err()).isZero();
    assertThat(free.out().lines()).hasSize(1001);
  }

  @Test
  void forecastFromWithinTheSeriesIsComparedWithActualValues() {
    String folder = runs.resolve("direct").toString();

    CommandRun run = CommandRun.of("forecast", folder, "--known", "230", "--steps", "20");
    CommandRun tooMany = CommandRun.of("forecast", folder, "--known", "241");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(21);
    assertThat(run.out().lines().toList().get(1)).startsWith("230,");
    assertThat(run.err())
        .contains("Forecast errors of value over 10 steps with actual values: RMSE ");
    assertThat(tooMany.exitCode()).isEqualTo(2);
    assertThat(tooMany.err()).contains("--known is 241; for this series it must be from 1 to 240");
  }

  @Test
  void maseOfAPureSineIsNotDefined() throws Exception {
    CommandRun train =
        CommandRun.of(
            "train",
            "--data=sine", // repeats every 50 steps
            "--steps=240",
            "--epochs=1",
            "--hidden=4",
            "--members=1",
            "--runs=" + runs,
            "--name=sine");
    CommandRun report = CommandRun.of("report", runs.resolve("sine").toString());

    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(train.out()).contains("MASE is not defined").doesNotContain("e+1");
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(Files.readString(runs.resolve("sine").resolve("report.html")))
        .contains("MASE is not defined");
    assertThat(trained.out()).doesNotContain("MASE is not defined");
  }

  @Test
  void severalVariablesAreForecastTogether(@TempDir Path folder) throws Exception {
    StringBuilder csv = new StringBuilder("day,a,b\n");
    java.time.LocalDate day = java.time.LocalDate.of(2020, 1, 1);
    for (int t = 0; t < 240; t++) {
      csv.append(day.plusDays(t)).append(',').append(Math.sin(t / 5.0)).append(',');
      csv.append(10 + Math.cos(t / 5.0)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("two.csv"), csv);

    CommandRun train = CommandRun.train(runs, "two", "--data=" + file, "--calendar=week");
    CommandRun forecast = CommandRun.of("forecast", runs.resolve("two").toString());

    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(forecast.out().lines()).hasSize(11);
    assertThat(forecast.out()).contains("2020-08-28,\"a\",", "2020-08-28,\"b\",");
    assertThat(train.out()).contains("\na:\n", "\nb:\n", "Lowest MAE of a: ", "Lowest MAE of b: ");
    assertThat(Files.readString(runs.resolve("two").resolve("report.html")))
        .contains("Results for a on the test period", "Results for b on the test period");
    CommandRun backtest = CommandRun.of("backtest", runs.resolve("two").toString(), "--json");
    assertThat(backtest.out()).contains("\"variable\":\"a\"", "\"others\":[{\"variable\":\"b\"");
  }

  @Test
  void constantVariableHasNoLinearAutoregression(@TempDir Path folder) throws Exception {
    List<String> lines = new ArrayList<>(List.of("step,a,b"));
    IntStream.range(0, 240).forEach(t -> lines.add(t + "," + Math.sin(t / 5.0) + ",5"));
    Path file = Files.write(folder.resolve("constant.csv"), lines);

    CommandRun train = CommandRun.train(runs, "constant", "--data=" + file);

    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(train.out()).contains("A linear autoregression cannot be fitted", "Lowest MAE of b");
  }

  /** The test period of the longer series begins after the training of the model. */
  @Test
  void backtestOfANewerSeriesBeginsAfterTheTraining(@TempDir Path folder) throws Exception {
    List<String> lines = new ArrayList<>(List.of("step,y"));
    IntStream.range(0, 300).forEach(t -> lines.add(t + "," + Math.sin(t / 5.0)));
    Path file = Files.write(folder.resolve("y.csv"), lines.subList(0, 241));
    CommandRun.train(runs, "older", "--data=" + file);
    String run = runs.resolve("older").toString();
    Path newer = Files.write(folder.resolve("newer.csv"), lines);
    Path earlier = Files.write(folder.resolve("earlier.csv"), lines.subList(0, 201));

    CommandRun after = CommandRun.of("backtest", run, "--data=" + newer);
    CommandRun before = CommandRun.of("backtest", run, "--data=" + earlier);

    // Tested on the last 40 of 300 steps, 5 steps ahead; the model knows the first 200.
    assertThat(after.out()).contains("newer.csv, y: 36 origins, 5 steps ahead");
    assertThat(before.exitCode()).isEqualTo(1);
    assertThat(before.err()).contains("ends at 199", "trained on the time up to 199");
  }

  @Test
  void forecastOfAFileWithOtherColumnsSaysWhichColumnsItNeeds(@TempDir Path folder)
      throws Exception {
    Path file =
        Files.writeString(folder.resolve("two.csv"), "step,rate,price\n0,1,5\n1,2,6\n2,3,7\n");

    CommandRun run = CommandRun.of("forecast", runs.resolve("direct").toString(), "--data=" + file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("value", "rate, price").doesNotContain("--value", "\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --horizon=0 | 2 | --horizon is 0; it must be from 1 to 10000",
        "train --season=1 --seasonal-difference | 2 | --seasonal-difference is on with a season of 1",
        "train --data=nowhere.csv | 1 | nowhere.csv",
        "train --calendar=year | 1 | has no dates; choose --calendar none",
        "train --power=log | 1 | choose --power none",
        "train --test=3 | 1 | a horizon of 25 needs at least that many",
        "train --test=25 --validation=1960 | 1 | The training period has",
        "train --steps=500 --lags=1000 | 1 | fewer lags",
        "train --preset=tutorial --hidden=3 | 2 | --hidden cannot be combined with --preset tutorial",
        "train --preset=tutorial --resume=x | 2 | --resume cannot be combined with --preset tutorial",
        "train --preset=tutorial --ui | 2 | --ui cannot be combined with --preset tutorial",
        "tutorial --epochs=5 | 2 | --epochs is 5; it must be from 10 to 100000",
        "train --data=airline-passengers --offline --cache=/nonexistent | 1 | not in the cache",
        "forecast /nonexistent | 1 | There is no folder",
      })
  void userErrorsArePrintedWithoutAStackTrace(String args, int code, String message) {
    String[] given =
        (args + (args.startsWith("train") ? " --runs=" + runs + " --name=wrong --overwrite" : ""))
            .split(" ", -1);

    CommandRun run = CommandRun.of(given);

    assertThat(run.exitCode()).isEqualTo(code);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void freeRunOfADirectModelIsRefused() {
    CommandRun run = CommandRun.of("forecast", runs.resolve("direct").toString(), "--free-running");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("--strategy recursive");
  }
}
