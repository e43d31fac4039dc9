package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.NetworkConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ConfigOptionsTest {

  private static final ImdbConfig DEMO = Preset.DEMO.config();

  private static ImdbConfig parsed(ImdbConfig base, String... args) {
    CommandSpec spec = CommandSpec.create();
    ConfigOptions.addTo(spec, DEMO);
    return ConfigOptions.override(base, new CommandLine(spec).parseArgs(args), spec);
  }

  @Test
  void everyComponentIsAnOptionThatTellsItsDefault() {
    CommandSpec spec = CommandSpec.create();
    ConfigOptions.addTo(spec, DEMO);

    long components =
        Stream.of(ImdbConfig.class.getRecordComponents())
            .map(RecordComponent::getType)
            .mapToLong(part -> part.getRecordComponents().length)
            .sum();
    assertThat(spec.options()).hasSize((int) components);
    assertThat(spec.options())
        .allSatisfy(option -> assertThat(option.description()[0]).contains("Default: "));
    assertThat(spec.findOption("--hidden").description()[0]).endsWith("Default: 64");
  }

  @Test
  void optionsWithoutEffectAreRefused() {
    assertThatThrownBy(() -> parsed(DEMO, "--direction=forward", "--merge=add"))
        .hasMessage(
            "--merge has no effect here; there is only one direction: add --direction bidirectional");
    assertThatThrownBy(() -> parsed(DEMO, "--truncation=keep-head"))
        .hasMessage(
            "--truncation has no effect here; only texts above 5,000 words are cut: add --max-length");
    assertThat(parsed(DEMO, "--truncation=keep-head", "--max-length=9").data().maxLength())
        .isEqualTo(9);
  }

  @Test
  void withoutOptionsThePresetStays() {
    assertThat(parsed(DEMO)).isEqualTo(DEMO);
    assertThat(parsed(Preset.BOOK.config())).isEqualTo(Preset.BOOK.config());
  }

  @Test
  void optionsReplaceTheirValuesAndNoOthers() {
    ImdbConfig config =
        parsed(
            Preset.BOOK.config(), "--cell=elman", "--input", "ONE-HOT", "--seed=-3", "--limit=10");

    assertThat(config.network().cell()).isEqualTo(Cell.ELMAN);
    assertThat(config.network().input()).isEqualTo(InputForm.ONE_HOT);
    assertThat(config.training().seed()).isEqualTo(-3);
    assertThat(config.data()).isEqualTo(Preset.BOOK.config().data().with(DataConfig.IMDB, 10));
    assertThat(config.network().hidden()).isEqualTo(64);
  }

  @Test
  void descriptionSpeaksAsTheOptionsDo() {
    assertThat(ConfigOptions.describe(DEMO))
        .anyMatch(line -> line.contains("input embedding") && line.contains("direction bidirec"))
        .anyMatch(line -> line.contains("learning-rate 0.005"));
  }

  @Test
  void oneHotInputHasNoEmbeddingToDescribeOrToChoose() {
    ImdbConfig config = parsed(DEMO, "--input=one-hot");

    assertThat(ConfigOptions.describe(config).get(1))
        .startsWith("network: input one-hot, cell ")
        .doesNotContain("embedding");
    assertThatThrownBy(() -> parsed(DEMO, "--input=one-hot", "--embedding=8"))
        .hasMessage(
            "--embedding has no effect here; one-hot input has no embedding: add --input embedding");
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetIsReadBackAsItWasSaved(Preset preset, @TempDir Path folder) {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));

    run.writeJson(RunDirectory.CONFIG, preset.config());

    assertThat(run.readJson(RunDirectory.CONFIG, ImdbConfig.class)).isEqualTo(preset.config());
  }

  @Test
  void configurationOfAnEarlierVersionIsRead(@TempDir Path folder) throws IOException {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    try (InputStream in = ConfigOptionsTest.class.getResourceAsStream("earlier-config.json")) {
      Files.copy(in, run.file(RunDirectory.CONFIG));
    }

    ImdbConfig config = run.readJson(RunDirectory.CONFIG, ImdbConfig.class);

    NetworkConfig network = config.network();
    assertThat(network.input()).isEqualTo(InputForm.EMBEDDING);
    assertThat(network.direction()).isEqualTo(Direction.BIDIRECTIONAL);
    assertThat(config.training().clip()).isEqualTo(Clip.LAYER);
    assertThat(config.training().clipThreshold()).isEqualTo(5);
    assertThat(network.recurrence()).isEqualTo(Recurrence.HIDDEN_TO_HIDDEN);
    assertThat(network.activation()).isEqualTo(HiddenActivation.TANH);
  }
}
