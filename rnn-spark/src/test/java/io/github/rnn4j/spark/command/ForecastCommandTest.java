package io.github.rnn4j.spark.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SeriesCsv;
import io.github.rnn4j.datasets.series.SeriesPanel;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.backtest.BaselineForecast;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import io.github.rnn4j.timeseries.training.AutomaticChoice;
import io.github.rnn4j.timeseries.training.OwnNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastCommandTest {

  private static final String RUNS = "src/test/resources/runs/";

  @TempDir private static Path folder;
  private static Path table;

  @BeforeAll
  static void begin() throws IOException {
    table = Files.writeString(folder.resolve("stores.csv"), stores());
  }

  /** Monthly sales of three stores; the last one has three months only. */
  private static String stores() {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder("month,store,sales\n");
    for (int i = 0; i < 3; i++) {
      for (int t = 0; t < (i == 2 ? 3 : 60); t++) {
        double sales = 100 + 30 * Math.sin(t * Math.PI / 6 + i) + 5 * random.nextGaussian();
        rows.append(
            String.format(
                Locale.ROOT, "%02d/%d,shop %d,%.2f%n", 1 + t % 12, 2010 + t / 12, i, sales));
      }
    }
    return rows.toString();
  }

  private static SparkProgram.Result run(String... args) {
    return SparkProgram.run("local[2]", args);
  }

  /** Returns the rows of a result with a value, by {@code series,variable,method,step,time}. */
  private static List<String> written(Path result) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(result)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("part-")).toList()) {
        Files.readAllLines(file).stream().skip(1).forEach(lines::add);
      }
    }
    return lines;
  }

  @Test
  void everySeriesIsForecastByAllBaselines() throws IOException {
    Path out = folder.resolve("baselines.csv");

    SparkProgram.Result result =
        run("forecast", "--data=" + table, "--series=store", "--out=" + out);

    assertThat(result.exitCode()).as(result.err()).isZero();
    SeriesPanel panel =
        new SeriesCsv("", List.of(), GapPolicy.INTERPOLATE).readPanel(table, "store");
    List<String> expected = new ArrayList<>();
    for (TimeSeries series : panel.series()) {
      AutomaticChoice choice =
          AutomaticChoice.withoutTest(Preset.STANDARD.config(), series, option -> false);
      for (BaselineForecast each : BaselineForecast.all(choice.data(), choice.config(), 0)) {
        for (int k = 1; k <= each.values().size(); k++) {
          expected.add(
              "%s,sales,%s,%d,%s,%s,"
                  .formatted(
                      series.name(),
                      each.method(),
                      k,
                      series.axis().written(series.length() - 1L + k),
                      each.values().get(k - 1)));
        }
      }
    }
    assertThat(expected).hasSize(2 * 4 * 12 + 3 * 3); // a season, or as many as are known
    assertThat(written(out)).containsAll(expected).hasSize(expected.size() + 1);
    assertThat(written(out))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("shop 2,sales,linear autoregression,,,,")
                    .contains("too short for a linear autoregression"));
  }

  @Test
  void theNetworkOfARunForecastsTheSameSteps() throws IOException {
    Path out = folder.resolve("network.csv");

    SparkProgram.Result result =
        run(
            "forecast",
            "--data=" + table,
            "--series=store",
            "--run=" + RUNS + "stores",
            "--out=" + out);

    assertThat(result.exitCode()).as(result.err()).isZero();
    try (PanelForecaster forecaster = PanelForecaster.open(Path.of(RUNS + "stores"))) {
      TimeSeries first = forecaster.read(table).series().get(0);
      double median = forecaster.of(first).forecast(first, 6).get(0).median();
      assertThat(written(out)).contains("shop 0,sales,network,1,01/2015," + median + ",");
    }
    assertThat(written(out))
        .filteredOn(line -> line.startsWith("shop 1,sales,naive,"))
        .hasSize(6); // the horizon of the run
    assertThat(written(out))
        .anySatisfy(line -> assertThat(line).startsWith("shop 2,,network,,,,").contains("3 steps"));
  }

  @Test
  void aNetworkForEachSeriesIsTrainedAsOnOneMachine() throws IOException {
    Path out = folder.resolve("own.csv");

    SparkProgram.Result result =
        run(
            "forecast",
            "--data=" + table,
            "--series=store",
            "--own-networks",
            "--steps=2",
            "--out=" + out);

    assertThat(result.exitCode()).as(result.err()).isZero();
    List<String> expected = new ArrayList<>();
    SeriesPanel panel =
        new SeriesCsv("", List.of(), GapPolicy.INTERPOLATE).readPanel(table, "store");
    SeriesConfig config = ConfigOptions.with(Preset.STANDARD.config(), Map.of("--horizon", 2));
    for (TimeSeries series : panel.series().subList(0, 2)) {
      for (Forecast each : OwnNetwork.forecast(config, series, "--horizon"::equals)) {
        int step = 1 + expected.size() % 2;
        expected.add(
            "%s,sales,own network,%d,%s,%s,"
                .formatted(series.name(), step, each.time(), each.median()));
      }
    }
    assertThat(written(out))
        .filteredOn(line -> line.contains("own network"))
        .containsAll(expected)
        .hasSize(5)
        .anySatisfy(
            line -> assertThat(line).startsWith("shop 2,,own network,,,,").contains("at least 12"));
  }

  @Test
  void stepsAndSeasonCanBeSet() throws IOException {
    Path out = folder.resolve("set.csv");

    SparkProgram.Result result =
        run(
            "forecast",
            "--data=" + table,
            "--series=store",
            "--value=sales",
            "--steps=2",
            "--season=1",
            "--out=" + out);

    assertThat(result.exitCode()).as(result.err()).isZero();
    List<String> lines = written(out);
    assertThat(lines).filteredOn(line -> line.startsWith("shop 0,sales,naive,")).hasSize(2);
    assertThat(lines) // with a season of one step, both are the last value
        .filteredOn(line -> line.startsWith("shop 0,sales,seasonal naive,"))
        .extracting(line -> line.replace("seasonal ", ""))
        .isSubsetOf(lines);
  }

  @ParameterizedTest
  @CsvSource({
    "2, --steps=0, --steps is 0",
    "2, --season=0, --season is 0",
    "2, --frequency=sometimes, sometimes",
    "1, --value=weight, no column 'weight'",
    "1, --run=src/test/resources/runs/demand, has one series",
    "1, --run=../examples/serve/src/test/resources/reviews, rnn-imdb"
  })
  void mistakesAreNamed(int exitCode, String option, String message) {
    SparkProgram.Result result =
        run(
            "forecast",
            "--data=" + table,
            "--series=store",
            "--out=" + folder.resolve("none.csv"),
            option);

    assertThat(result.err()).contains(message).doesNotContain("at org.apache");
    assertThat(result.exitCode()).isEqualTo(exitCode);
  }
}
