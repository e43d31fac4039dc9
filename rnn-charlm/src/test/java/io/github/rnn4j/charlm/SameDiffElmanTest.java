package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.NetworkConfig;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --cell samediff-elman}, {@code --activation} and {@code --recurrent-weights}. */
class SameDiffElmanTest {

  @TempDir Path runs;

  private static final String LINES =
      IntStream.range(0, 30)
          .mapToObj(i -> "ab".repeat(1 + i % 7) + (char) ('c' + i % 20) + "\n")
          .collect(Collectors.joining());

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

  @ParameterizedTest
  @CsvSource({"--order=streams, synthetic", "--order=windows, synthetic", "--unit=line, lines"})
  void sameSeedGivesTheNumbersOfThePackedCell(String reading, String text) throws IOException {
    Path lines = Files.writeString(runs.resolve("lines.txt"), LINES);
    String data = "--data=" + (text.equals("lines") ? lines : text);
    train("packed", "--cell=elman", "--activation=sigmoid", reading, data);
    CommandRun trained =
        train(
            "samediff",
            "--cell=samediff-elman",
            "--recurrence=hidden-to-hidden",
            "--activation=sigmoid",
            reading,
            data);

    assertThat(trained.out()).contains("3 to 17 times as long as with elman");
    Map<String, Double> expected = metrics("packed");
    assertThat(metrics("samediff").keySet()).isEqualTo(expected.keySet());
    metrics("samediff")
        .forEach(
            (name, value) ->
                assertThat(value).as(name).isCloseTo(expected.get(name), within(1e-4)));
  }

  @Test
  void recurrenceThatFeedsBackTheOutputTrainsSamplesAndIsEvaluated() {
    train(
        "run",
        "--cell=samediff-elman",
        "--recurrence=output-to-hidden",
        "--limit=300",
        "--hidden=3",
        "--steps=4",
        "--updates=2",
        "--updates-per-epoch=2",
        "--sample-length=3");
    String run = runs.resolve("run").toString();

    CommandRun sample = CommandRun.of("sample", run, "--length=8", "--seed=3");
    CommandRun again = CommandRun.of("sample", run, "--length=8", "--seed=3");

    assertThat(sample.exitCode()).as(sample.err()).isZero();
    assertThat(sample.out()).isEqualTo(again.out()).hasSizeGreaterThan(8);
    assertThat(CommandRun.of("heat-map", run, "--limit=5").exitCode()).isZero();
    assertThat(CommandRun.of("evaluate", run).out()).contains("bits");
  }

  @Test
  void recurrentWeightsStartAsTheIdentityMatrix() {
    NetworkConfig n = Preset.DINOS.config().network();
    NetworkConfig network =
        new NetworkConfig(
            n.input(),
            n.embedding(),
            n.cell(),
            n.recurrence(),
            HiddenActivation.RELU,
            RecurrentWeights.IDENTITY,
            1,
            3,
            0,
            0,
            n.outputWeights());
    CharlmConfig config =
        new CharlmConfig(Preset.DINOS.config().data(), network, Preset.DINOS.config().training());

    float[][] recurrent =
        LanguageNetwork.build(config, 5).getLayer(0).getParam("RW").toFloatMatrix();

    assertThat(recurrent).isDeepEqualTo(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  }

  @ParameterizedTest
  @ValueSource(strings = {"recurrence", "activation", "recurrentWeights"})
  void runThatWasSavedWithoutTheOptionIsRead(String property) throws IOException {
    RunDirectory run = RunDirectory.create(runs.resolve("run"));
    run.writeJson(RunDirectory.CONFIG, Preset.BOOK.config());
    Path file = run.file(RunDirectory.CONFIG);
    String whole = Files.readString(file);
    Files.writeString(file, whole.replaceFirst("\"" + property + "\" : \"\\w+\",", ""));
    assertThat(Files.readString(file)).isNotEqualTo(whole);

    assertThat(run.readJson(RunDirectory.CONFIG, CharlmConfig.class))
        .isEqualTo(Preset.BOOK.config());
  }
}
