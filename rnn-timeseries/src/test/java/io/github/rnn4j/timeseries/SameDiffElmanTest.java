package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --cell samediff-elman}, {@code --activation} and {@code --recurrent-weights}. */
class SameDiffElmanTest {

  @TempDir Path runs;

  private CommandRun train(String name, String... options) {
    CommandRun trained = CommandRun.train(runs, name, options);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    return trained;
  }

  private Map<String, Double> metrics(String name) {
    return RunDirectory.open(runs.resolve(name))
        .readJson(RunDirectory.PROVENANCE, Provenance.class)
        .finalMetrics();
  }

  @Test
  void sameSeedGivesTheNumbersOfThePackedCell() {
    train("packed", "--cell=elman", "--recurrent-weights=uniform");
    CommandRun trained =
        train(
            "samediff",
            "--cell=samediff-elman",
            "--recurrence=hidden-to-hidden",
            "--recurrent-weights=uniform");

    assertThat(trained.out()).contains("3 to 17 times as long as with elman");
    Map<String, Double> expected = metrics("packed");
    assertThat(metrics("samediff").keySet()).isEqualTo(expected.keySet());
    metrics("samediff")
        .forEach(
            (name, value) ->
                assertThat(value).as(name).isCloseTo(expected.get(name), within(1e-4)));
  }

  @Test
  void recurrenceThatFeedsBackTheOutputForecastsRecursively() {
    CommandRun trained =
        CommandRun.of(
            "train",
            "--runs=" + runs,
            "--name=run",
            "--cell=samediff-elman",
            "--recurrence=output-to-hidden",
            "--strategy=recursive",
            "--steps=90",
            "--validation=12",
            "--test=12",
            "--season=4",
            "--epochs=1",
            "--hidden=3",
            "--horizon=2",
            "--members=1",
            "--streams=2",
            "--window=8");
    assertThat(trained.exitCode()).as(trained.err()).isZero();

    CommandRun forecast = CommandRun.of("forecast", runs.resolve("run").toString(), "--steps=3");

    assertThat(forecast.exitCode()).as(forecast.err()).isZero();
    assertThat(forecast.out()).doesNotContain("NaN");
  }

  @ParameterizedTest
  @CsvSource({
    "gru, activation, tanh, cell gru has fixed activation functions: add --cell elman",
    "elman, recurrence, hidden-to-hidden, cell elman has only one recurrence: add --cell samediff-elman"
  })
  void optionThatWouldChangeNothingIsRefused(String cell, String option, String value, String why) {
    CommandRun refused =
        CommandRun.train(runs, "run", "--cell=" + cell, "--" + option + "=" + value);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--" + option + " has no effect here; " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"recurrence", "activation", "recurrentWeights"})
  void runThatWasSavedWithoutTheOptionIsRead(String property) throws IOException {
    RunDirectory run = RunDirectory.create(runs.resolve("run"));
    run.writeJson(RunDirectory.CONFIG, Preset.AIRLINE.config());
    Path file = run.file(RunDirectory.CONFIG);
    String whole = Files.readString(file);
    Files.writeString(file, whole.replaceFirst("\"" + property + "\" : \"\\w+\",", ""));
    assertThat(Files.readString(file)).isNotEqualTo(whole);

    assertThat(run.readJson(RunDirectory.CONFIG, SeriesConfig.class))
        .isEqualTo(Preset.AIRLINE.config());
  }
}
