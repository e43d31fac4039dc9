package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One network for several series in one file, from the file to its forecasts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralSeriesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private Path stores;
  private CommandRun trained;

  @BeforeAll
  void train() throws IOException {
    stores = folder.resolve("stores.csv");
    Files.writeString(stores, table(6, 72, 1));
    trained = train("run");
  }

  private CommandRun train(String name, String... more) {
    return command(
        more,
        "train",
        "--data=" + stores,
        "--series=store",
        "--runs=" + folder,
        "--name=" + name,
        "--epochs=4",
        "--members=2",
        "--hidden=4");
  }

  private static CommandRun command(String[] more, String... args) {
    return CommandRun.of(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
  }

  /** Monthly sales with a season; the last store opened later, and one never sells anything. */
  private static String table(int count, int months, long seed) {
    Random random = new Random(seed);
    StringBuilder rows = new StringBuilder("month,store,city,sales\n");
    for (int t = 0; t < months; t++) {
      for (int i = 0; i < count; i++) {
        if (i == count - 1 && t < 12) {
          continue;
        }
        double sales =
            i == 1
                ? 0
                : 100 * (i + 1) * (1 + 0.3 * Math.sin(t * Math.PI / 6 + i))
                    + 5 * (i + 1) * random.nextGaussian();
        rows.append(
            "%d-%02d,store %d,somewhere,%.2f%n".formatted(2010 + t / 12, 1 + t % 12, i, sales));
      }
    }
    return rows.toString();
  }

  private String[] run() {
    return new String[] {folder.resolve("run").toString()};
  }

  @Test
  void oneNetworkIsTrainedAndTestedOnAll() throws IOException {
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out())
        .contains("Series: 6 in stores.csv, steps of 1 month")
        .contains(
            "series from column 'store', time from column 'month', values from column 'sales', without 'city'")
        .contains("monthly, 6 series of 60 to 72 steps, no value missing")
        .contains("chosen: a season of 12 steps: monthly")
        .contains("Test of 6 series from")
        .contains("linear autoregression of all series")
        .contains("Lowest mean MASE: ")
        .contains("changing much more after it, and not trained on: 'store 1'")
        .contains("The means leave out 1 of 6 series")
        .contains("store 5");
    JsonNode report = JSON.readTree(folder.resolve("run/backtest.json").toFile());
    assertThat(report.at("/each")).hasSize(6);
    double sum = 0;
    int defined = 0;
    for (JsonNode each : report.at("/each")) {
      JsonNode mase = each.at("/figures/network/mase");
      if (mase.isNumber()) { // not of the store without sales
        sum += mase.asDouble();
        defined++;
      }
    }
    assertThat(defined).isEqualTo(5);
    assertThat(report.at("/figures/network/mase").asDouble())
        .isEqualTo(sum / defined, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(folder.resolve("run/report.html")).exists();
    assertThat(folder.resolve("run/test-forecast.png")).exists();
  }

  @Test
  void everySeriesIsForecast() {
    CommandRun forecast = command(run(), "forecast", "--steps=3");

    assertThat(forecast.exitCode()).as(forecast.err()).isZero();
    List<String> lines = forecast.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("series,time,variable,median,low50,high50,low90,high90");
    assertThat(lines).hasSize(1 + 6 * 3);
    assertThat(lines.get(1)).startsWith("\"store 0\",2016-01,\"sales\",");
    assertThat(lines.get(4)).startsWith("\"store 1\",2016-01,\"sales\",");
    assertThat(lines.get(4)) // the store without sales
        .isEqualTo("\"store 1\",2016-01,\"sales\",0.0,0.0,0.0,0.0,0.0");
  }

  @Test
  void anotherVersionOfASeriesIsContinuedWhereItEnds() {
    try (PanelForecaster stores = PanelForecaster.open(folder.resolve("run"))) {
      TimeSeries whole = stores.of("store 3").series();
      TimeSeries shorter = whole.head(whole.length() - 2);

      List<Forecast> forecasts = stores.of(shorter).forecast(1);

      assertThat(forecasts).isEqualTo(stores.of("store 3").forecast(shorter, 1));
      assertThat(forecasts.get(0).time()).isEqualTo(whole.axis().written(shorter.length()));
      assertThatThrownBy(() -> stores.of(whole.head(2))).isInstanceOf(DataException.class);
      assertThatThrownBy(() -> stores.of(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aClosedPanelClosesItsForecastersButNotTheOtherWayRound() {
    PanelForecaster stores = PanelForecaster.open(folder.resolve("run"));
    Forecaster third = stores.of("store 3");

    third.close();
    assertThat(third.forecast(1)).hasSize(1);
    stores.close();

    assertThatThrownBy(() -> third.forecast(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void forecastsAreThoseOfTheForecasterOfASeries() {
    PanelForecaster stores = PanelForecaster.open(folder.resolve("run"));

    Forecaster third = stores.of("store 3");
    Forecast first = third.forecast(third.series(), 1).get(0);

    assertThat(stores.data().each()).hasSize(6);
    assertThat(command(run(), "forecast", "--steps=1").out())
        .contains("\"store 3\"," + first.csv());
    assertThatThrownBy(() -> stores.of("store 9"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none is named 'store 9'; the first is 'store 0'");
    assertThatThrownBy(() -> Forecaster.open(folder.resolve("run")))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("several series");
  }

  @Test
  void newerAndNewSeriesAreForecast() throws IOException {
    Path newer = folder.resolve("newer.csv");
    Files.writeString(newer, table(8, 80, 1));

    CommandRun forecast = command(run(), "forecast", "--steps=2", "--data=" + newer);

    assertThat(forecast.exitCode()).as(forecast.err()).isZero();
    assertThat(forecast.out())
        .contains("\"store 0\",2016-09", "\"store 6\",2016-09", "\"store 7\",2016-10");
    double median =
        Double.parseDouble(
            forecast
                .out()
                .lines()
                .filter(l -> l.startsWith("\"store 6\",2016-09"))
                .findFirst()
                .orElseThrow()
                .split(",", -1)[3]);
    assertThat(median).isBetween(400.0, 1000.0); // 700 with a season of 30 %
  }

  @Test
  void jsonNamesTheSeries() throws IOException {
    CommandRun forecast = command(run(), "forecast", "--steps=1", "--json");

    List<JsonNode> lines = new ArrayList<>();
    for (String line : forecast.out().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines).hasSize(6);
    assertThat(lines.get(5).at("/series").asText()).isEqualTo("store 5");
    assertThat(lines.get(5).at("/time").asText()).isEqualTo("2016-01");
  }

  @Test
  void backtestAndReportRepeatTheTest() throws IOException {
    JsonNode saved = JSON.readTree(folder.resolve("run/backtest.json").toFile());

    CommandRun backtest = command(run(), "backtest", "--json");
    CommandRun report = command(run(), "report");

    assertThat(JSON.readTree(backtest.out())).isEqualTo(saved);
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(command(run(), "backtest", "--refit-every=2").err())
        .contains("--refit-every cannot be used with a run of several series");
  }

  @Test
  void interruptedRunResumesToTheSameModel() throws IOException {
    CommandRun cut = train("cut", "--max-updates=3");
    assertThat(cut.exitCode()).as(cut.err()).isZero();

    CommandRun resumed = CommandRun.of("train", "--resume=" + folder.resolve("cut"));

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    for (String file : new String[] {"backtest.json", "pooled-preparation.json", "series.csv"}) {
      assertThat(folder.resolve("cut").resolve(file))
          .hasSameTextualContentAs(folder.resolve("run").resolve(file));
    }
  }

  @Test
  void runResumesWithItsOwnSeriesIfTheFileIsGone() throws IOException {
    Path moved = folder.resolve("moved.csv");
    Files.copy(stores, moved);
    CommandRun cut =
        CommandRun.of(
            "train",
            "--data=" + moved,
            "--series=store",
            "--runs=" + folder,
            "--name=gone",
            "--epochs=4",
            "--members=2",
            "--hidden=4",
            "--max-updates=3");
    assertThat(cut.exitCode()).as(cut.err()).isZero();
    Files.delete(moved);

    CommandRun resumed = CommandRun.of("train", "--resume=" + folder.resolve("gone"));

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("using the copy in the run, series.csv");
    assertThat(folder.resolve("gone/pooled-preparation.json"))
        .hasSameTextualContentAs(folder.resolve("run/pooled-preparation.json"));
  }

  @Test
  void damagedRunIsRefused() throws IOException {
    Path copy = folder.resolve("damaged");
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path pooled = copy.resolve("pooled-preparation.json");
    String text = Files.readString(pooled);
    Files.writeString(pooled, text.replaceFirst("\"order\" : \\d+", "\"order\" : 1"));

    CommandRun forecast = CommandRun.of("forecast", copy.toString());

    assertThat(forecast.exitCode()).isEqualTo(1);
    assertThat(forecast.err()).contains("pooled-preparation.json does not fit");
  }

  @Test
  void checkShowsEachSeries() {
    CommandRun check = CommandRun.of("check", "--data=" + stores, "--series=store");

    assertThat(check.exitCode()).as(check.err()).isZero();
    assertThat(check.out())
        .contains("Series: 6 in stores.csv, steps of 1 month")
        .contains("store 5", "60 2011-01 2015-12")
        .contains("The first series, store 0, alone:")
        .contains("First minibatch, 5 series:");
  }

  @Test
  void optionHasNoEffectOnASeriesWithoutFile() {
    CommandRun run = CommandRun.of("train", "--data=sine", "--series=store");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--series")
        .contains("a synthetic series has neither columns nor gaps");
  }

  @Test
  void shortSeriesOfANewerFileHaveNoForecast() throws IOException {
    Path newer = folder.resolve("short.csv");
    Files.writeString(newer, table(6, 72, 1) + "2015-11,tiny,x,5\n2015-12,tiny,x,6\n");

    CommandRun forecast = command(run(), "forecast", "--steps=1", "--data=" + newer);

    assertThat(forecast.exitCode()).as(forecast.err()).isZero();
    assertThat(forecast.out().lines()).hasSize(7);
    assertThat(forecast.err())
        .contains("read: comma-separated")
        .containsPattern("Without a forecast, because the model needs \\d+ or more steps: 'tiny'");
  }

  @Test
  void seriesThatAreTooShortForThePeriodsAreForecast() throws IOException {
    Path file = folder.resolve("late.csv");
    StringBuilder rows = new StringBuilder(table(4, 72, 1));
    for (int t = 30; t < 72; t++) {
      rows.append("%d-%02d,late,x,%d%n".formatted(2010 + t / 12, 1 + t % 12, 50 + 10 * (t % 3)));
    }
    Files.writeString(file, rows);

    CommandRun train =
        CommandRun.of(
            "train",
            "--data=" + file,
            "--series=store",
            "--runs=" + folder,
            "--name=late",
            "--epochs=1",
            "--members=1",
            "--hidden=4",
            "--validation=12",
            "--test=20",
            "--horizon=3");
    CommandRun forecast = CommandRun.of("forecast", folder.resolve("late").toString(), "--steps=1");

    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(train.out())
        .contains("too short for these periods, and not trained on: 'late'")
        .contains("Test of 4 series");
    assertThat(forecast.out()).contains("\"late\",2016-01");
  }

  @Test
  void otherDistanceBetweenStepsIsRefused() throws IOException {
    Path years = folder.resolve("years.csv");
    StringBuilder rows = new StringBuilder("month,store,city,sales\n");
    for (int t = 0; t < 60; t++) {
      rows.append("%d-01,store 0,x,%d%n".formatted(1950 + t, t % 7));
    }
    Files.writeString(years, rows);

    CommandRun forecast = command(run(), "forecast", "--steps=1", "--data=" + years);

    assertThat(forecast.exitCode()).isEqualTo(1);
    assertThat(forecast.out()).isEmpty();
    assertThat(forecast.err()).contains("the model was trained on steps of 1 month");
  }

  @Test
  void seriesThatAreAllConstantAreRefused() throws IOException {
    Path file = folder.resolve("constant.csv");
    StringBuilder rows = new StringBuilder("t,id,x\n");
    for (int t = 0; t < 60; t++) {
      rows.append("%d,a,1%n%d,b,2%n".formatted(t, t));
    }
    Files.writeString(file, rows);

    CommandRun train =
        CommandRun.of("train", "--data=" + file, "--series=id", "--runs=" + folder, "--name=c");

    assertThat(train.exitCode()).isEqualTo(1);
    assertThat(train.err())
        .contains(
            "all 2 series are constant in their training periods, or change much more after it, so there is nothing to learn");
  }

  /** Its step is that of the first series, not of the first one that is trained on. */
  @Test
  void checkShowsTheFirstSeriesAlsoIfItIsConstant() throws IOException {
    Path file = folder.resolve("first.csv");
    StringBuilder rows = new StringBuilder("month,store,sales\n");
    for (int t = 0; t < 60; t++) {
      String month = "%d-%02d".formatted(2010 + t / 12, 1 + t % 12);
      rows.append(month).append(",closed,7\n");
      rows.append(month).append(",open,").append(100 + 10 * (t % 5) + t % 3).append('\n');
    }
    Files.writeString(file, rows);

    CommandRun check = CommandRun.of("check", "--data=" + file, "--series=store");

    assertThat(check.exitCode()).as(check.err()).isZero();
    assertThat(check.out())
        .contains("The first series, closed, alone:")
        .containsPattern(
            "with value 7\\.000:\\R +input sales +0\\.000\\R +target sales \\+1 +0\\.000");
  }
}
