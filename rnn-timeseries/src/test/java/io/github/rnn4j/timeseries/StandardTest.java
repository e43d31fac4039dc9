package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files without any option but {@code --data}. */
class StandardTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private String write(String name, int count, IntFunction<String> row) throws IOException {
    return Files.writeString(
            folder.resolve(name),
            "when,sold\n"
                + IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n")))
        .toString();
  }

  private static String month(int t) {
    return "%02d.%d".formatted(1 + t % 12, 2000 + t / 12);
  }

  private static JsonNode config(CommandRun run, Path folder) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(folder.resolve("config.json").toFile());
  }

  /** Grows by 4 % a month, with a season whose size grows, too. */
  private String growing() throws IOException {
    Random random = new Random(1);
    return write(
        "growing.csv",
        120,
        t ->
            "1."
                + month(t)
                + ","
                + 100
                    * Math.exp(
                        0.04 * t + 0.8 * Math.sin(t * Math.PI / 6) + 0.05 * random.nextGaussian()));
  }

  private CommandRun train(String data, String... more) {
    String[] args = new String[more.length + 6];
    args[0] = "train";
    args[1] = "--data=" + data;
    args[2] = "--runs=" + folder;
    args[3] = "--name=run";
    args[4] = "--epochs=2";
    args[5] = "--members=1";
    System.arraycopy(more, 0, args, 6, more.length);
    return CommandRun.of(args);
  }

  @Test
  void seasonHorizonAndTransformAreChosenAndSaid() throws IOException {
    CommandRun run = train(growing());

    JsonNode saved = config(run, folder.resolve("run"));
    assertThat(saved.at("/preparation/season").asInt()).isEqualTo(12);
    assertThat(saved.at("/preparation/power").asText()).isEqualTo("LOG");
    assertThat(saved.at("/preparation/nonNegative").asBoolean()).isFalse();
    assertThat(saved.at("/network/horizon").asInt()).isEqualTo(12);
    assertThat(saved.at("/network/hidden").asInt()).isEqualTo(16);
    assertThat(saved.at("/training/epochs").asInt()).isEqualTo(2);
    assertThat(run.out())
        .contains("times d.MM.yyyy, monthly, 120 steps, no value missing")
        .contains("chosen: a season of 12 steps: monthly")
        .contains("chosen: 12 steps ahead: one season")
        .contains("chosen: logarithms");
  }

  @Test
  void whatTheUserSetsIsNotChosen() throws IOException {
    CommandRun run =
        train(growing(), "--season=6", "--horizon=3", "--power=none", "--no-seasonal-difference");

    JsonNode saved = config(run, folder.resolve("run"));
    assertThat(saved.at("/preparation/season").asInt()).isEqualTo(6);
    assertThat(saved.at("/preparation/power").asText()).isEqualTo("NONE");
    assertThat(saved.at("/preparation/seasonalDifference").asBoolean()).isFalse();
    assertThat(saved.at("/network/horizon").asInt()).isEqualTo(3);
    assertThat(run.out()).doesNotContain("steps ahead: one season", "transform");
  }

  /** Rare counts, for which a forecast below 0 would be nonsense. */
  @Test
  void countsGetNoNegativeForecastsInTheDatesOfTheFile() throws IOException {
    LocalDate start = LocalDate.of(2024, 1, 1);
    String data =
        write(
            "counts.csv",
            150,
            t -> start.plusDays(t).toString().replace("-", "") + "," + (t % 9 == 0 ? 3 : 0));
    CommandRun run = train(data);
    assertThat(config(run, folder.resolve("run")).at("/preparation/nonNegative").asBoolean())
        .isTrue();

    CommandRun forecast = CommandRun.of("forecast", folder.resolve("run").toString());

    assertThat(forecast.exitCode()).as(forecast.err()).isZero();
    assertThat(forecast.out().lines().skip(1).findFirst().orElseThrow()).startsWith("20240530,");
    assertThat(forecast.out().lines().skip(1)).noneMatch(line -> line.contains(",-"));
    assertThat(train(data, "--overwrite", "--no-non-negative").exitCode()).isZero();
    assertThat(
            CommandRun.of("forecast", folder.resolve("run").toString())
                .out()
                .lines()
                .skip(1)
                .filter(line -> line.contains(",-")))
        .isNotEmpty();
  }

  /** On a straight line, the naive forecast of k steps ahead is wrong by k. */
  @Test
  void errorsAreReportedByTheNumberOfStepsAhead() throws IOException {
    CommandRun run =
        train(write("line.csv", 60, t -> "1." + month(t) + "," + t), "--horizon=4", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode byLead = JSON.readTree(run.out()).at("/test/byLead");
    assertThat(byLead.get("naive").toString()).isEqualTo("[1.0,2.0,3.0,4.0]");
    assertThat(byLead.get("network")).hasSize(4);
    assertThat(Files.readString(folder.resolve("run").resolve("report.html")))
        .contains("Chosen from the data", "a season of 12 steps: monthly")
        .contains("sold: mean absolute error");
  }

  @Test
  void constantAndZeroSeriesGiveAResult() throws IOException {
    for (String value : new String[] {"0", "5"}) {
      CommandRun run =
          train(write("constant.csv", 100, t -> "1." + month(t) + "," + value), "--overwrite");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("MASE is not defined");
    }
  }

  @Test
  void shortSeriesIsRefusedInOneSentence() throws IOException {
    CommandRun run = train(write("short.csv", 9, t -> "1." + month(t) + "," + t));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("at least 12 are needed").doesNotContain("Exception");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void checkShowsTheSameChoiceAsTrain() throws IOException {
    CommandRun check = CommandRun.of("check", "--data=" + growing());

    assertThat(check.exitCode()).as(check.err()).isZero();
    assertThat(check.out()).contains("chosen: a season of 12 steps", "chosen: logarithms");
  }

  @Test
  void checkDrawsTheCourseAndNamesOutliers() throws IOException {
    String data =
        write("outlier.csv", 100, t -> "1." + month(t) + "," + (t == 20 ? 900 : 10 + t % 5));

    CommandRun check = CommandRun.of("check", "--data=" + data);

    assertThat(check.out())
        .contains("far from the median of sold: 900.0 at 2001-09")
        .containsPattern("sold +10.00 +\\d+.\\d+ +900.0 +▁+[▂-█]▁+");
  }

  @Test
  void everyOptionOfTheFormatIsUsed() throws IOException {
    String data =
        write(
            "odd.csv",
            80,
            t ->
                "%d/01/%d %02d:00;%s"
                    .formatted(
                        1 + t / 24, 2024, t % 24, t == 40 ? "closed" : t % 24 + "," + t % 10));
    CommandRun run =
        train(
            Files.writeString(
                    folder.resolve("odd2.csv"),
                    Files.readString(Path.of(data)).replace("when,sold\n", ""))
                .toString(),
            "--separator=;",
            "--no-header",
            "--decimal=,",
            "--time-format=d/MM/yyyy HH:mm",
            "--missing=closed,open",
            "--frequency=hour",
            "--time-zone=America/New_York");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "decimal comma, times d/MM/yyyy HH:mm, hourly, time zone America/New_York, 80 steps, 1 value missing");
    CommandRun forecast = CommandRun.of("forecast", folder.resolve("run").toString());
    assertThat(forecast.out().lines().skip(1).findFirst().orElseThrow())
        .startsWith("4/01/2024 08:00,");
  }
}
