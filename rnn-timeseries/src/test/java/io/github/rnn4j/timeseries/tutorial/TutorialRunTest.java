package io.github.rnn4j.timeseries.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.CommandRun;
import io.github.rnn4j.timeseries.model.Forecast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tests what can be done with a run of {@code tutorial}. */
class TutorialRunTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path runs;

  private static CommandRun one;
  private static CommandRun three;

  private static CommandRun tutorial(String name, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("tutorial", "--runs=" + runs, "--name=" + name, "--epochs=60", "--points=6"));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @BeforeAll
  static void train() {
    one = tutorial("one", "--seeds=1");
    three = tutorial("three", "--seeds=3", "--gradient=full", "--activation=relu", "--json");
    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(three.exitCode()).as(three.err()).isZero();
  }

  private static String folder(String name) {
    return runs.resolve(name).toString();
  }

  @Test
  void oneSeedGivesOneColumnOfLossesAndThePredictionOfEachStep() {
    List<String> lines = one.out().lines().map(String::strip).toList();

    assertThat(lines).contains("Loss by epoch:", "Predictions after 60 epochs (seed 1):");
    assertThat(lines.get(lines.indexOf("Loss by epoch:") + 1)).matches("epoch +loss");
    assertThat(lines.get(lines.indexOf("Loss by epoch:") + 2)).matches("0 +\\d\\.\\d{4}");
    assertThat(lines).filteredOn(line -> line.matches("[1-5]( +-?\\d\\.\\d{4}){2}")).hasSize(5);
  }

  @Test
  void trainingThatDivergesIsReported() {
    CommandRun diverged =
        tutorial(
            "diverged",
            "--seeds=1",
            "--gradient=full",
            "--activation=identity",
            "--weight-spread=10",
            "--learning-rate=1");

    assertThat(diverged.out())
        .contains("Training diverged: the final loss is not a number. Try a lower --learning-rate");
    assertThat(one.out()).doesNotContain("diverged");
  }

  @Test
  void jsonHasTheSpreadOfTheLossesAndThePredictionsOfTheNetworkThatIsSaved() throws IOException {
    JsonNode report = JSON.readTree(three.out());
    TutorialModel model = TutorialModel.open(RunDirectory.open(runs.resolve("three")));

    List<Forecast> next = model.forecast(model.series().head(5), 1);

    JsonNode last = report.at("/losses/59");
    assertThat(last.get("least").asDouble()).isLessThanOrEqualTo(last.get("median").asDouble());
    assertThat(last.get("median").asDouble()).isLessThanOrEqualTo(last.get("greatest").asDouble());
    assertThat(report.get("actual")).hasSize(5);
    assertThat(report.at("/predictions/60/4").asDouble())
        .isEqualTo(next.get(0).median(), offset(1e-6));
    assertThat(report.get("predictions").fieldNames())
        .toIterable()
        .containsExactly("0", "50", "60");
  }

  @Test
  void predictionsAreDrawnEvery50Epochs() {
    assertThat(runs.resolve("one"))
        .isDirectoryContaining("glob:**/tutorial.png")
        .isDirectoryContaining("glob:**/tutorial-epoch-0.png")
        .isDirectoryContaining("glob:**/tutorial-epoch-50.png")
        .isDirectoryContaining("glob:**/tutorial-epoch-60.png");
  }

  @Test
  void forecastContinuesTheSineByReadingItsOwnPredictions() {
    TutorialModel model = TutorialModel.open(RunDirectory.open(runs.resolve("one")));
    double first = model.forecast(model.series(), 2).get(0).median();
    double second = model.forecast(model.series(), 2).get(1).median();

    CommandRun run = CommandRun.of("forecast", folder("one"));
    CommandRun known = CommandRun.of("forecast", folder("one"), "--known=3", "--steps=2");

    List<String> lines = run.out().lines().toList();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(lines).hasSize(6); // the header, and as many steps as it was trained on
    assertThat(lines.get(1)).isEqualTo("6,\"value\"," + first + ",,,,");
    assertThat(lines.get(2)).isEqualTo("7,\"value\"," + second + ",,,,");
    assertThat(runs.resolve("one").resolve("forecast.png")).isNotEmptyFile();
    assertThat(known.err()).contains("over 2 steps with actual values: RMSE ");
  }

  @Test
  void predictionThatIsFedBackIsTheNextInput() {
    TutorialModel model = TutorialModel.open(RunDirectory.open(runs.resolve("one")));
    double[] points = model.series().first();

    List<Forecast> forecasts = model.forecast(model.series(), 2);

    Tutorial.Run trained =
        Tutorial.run(TutorialModel.config(RunDirectory.open(runs.resolve("one"))), 1);
    double[] longer = Arrays.copyOf(points, points.length + 1);
    longer[points.length] = forecasts.get(0).median();
    INDArray outputs = trained.network().output(Tutorial.row(longer));
    assertThat(forecasts.get(1).median())
        .isEqualTo(outputs.getDouble(0, 0, points.length), offset(1e-6));
  }

  @Test
  void reportIsRewrittenFromTheRunWithALogarithmicAxisForTheLoss() throws IOException {
    Path page = runs.resolve("three").resolve(RunDirectory.REPORT);
    String written = Files.readString(page);
    Files.delete(page);

    CommandRun report = CommandRun.of("report", folder("three"));

    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(Files.readString(page)).isEqualTo(written);
    Document document = Jsoup.parse(written);
    assertThat(document.select("#section-1 .legend").first().text())
        .isEqualTo("median lowest highest");
    assertThat(document.select("#section-3 figcaption").eachText())
        .containsExactly("Before training", "After 50 epochs", "After 60 epochs");
  }

  @Test
  void runsAreComparedWithEachOtherAndWithRunsOfTrain() {
    CommandRun trained = CommandRun.train(runs, "trained");

    CommandRun same = CommandRun.of("compare", folder("one"), folder("three"));
    CommandRun mixed = CommandRun.of("compare", folder("one"), folder("trained"));

    assertThat(trained.err()).doesNotContain("\tat ");
    assertThat(same.exitCode()).as(same.err()).isZero();
    assertThat(same.out())
        .containsPattern("gradient +step +full")
        .containsPattern("activation +tanh +relu")
        .containsPattern("loss +\\d");
    assertThat(mixed.exitCode()).as(mixed.err()).isZero();
    assertThat(mixed.out()).contains("different data").containsPattern("gradient +step +-");
  }

  @Test
  void commandsThatNeedMoreThanATutorialRunSaySo() throws IOException {
    CommandRun backtest = CommandRun.of("backtest", folder("one"));
    CommandRun other = CommandRun.of("forecast", folder("one"), "--data=sine");
    CommandRun free = CommandRun.of("forecast", folder("one"), "--free-running");
    Path old = Files.createDirectory(runs.resolve("old"));
    for (String file : new String[] {"run.json", "config.json", "tutorial.json"}) {
      Files.copy(runs.resolve("one").resolve(file), old.resolve(file));
    }
    CommandRun without = CommandRun.of("forecast", old.toString());

    assertThat(backtest.exitCode()).isEqualTo(1);
    assertThat(backtest.err()).contains("is a run of the tutorial command, which has no test");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("--data cannot be used with a run of the tutorial command");
    assertThat(free.exitCode()).isEqualTo(2);
    assertThat(free.err()).contains("--free-running cannot be used with a run of the tutorial");
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err()).contains("was saved without its network").doesNotContain("JSON");
  }
}
