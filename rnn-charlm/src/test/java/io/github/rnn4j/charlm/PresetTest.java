package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.train.RunDirectory;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetIsReadBackAsItWasSaved(Preset preset, @TempDir Path folder) {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));

    run.writeJson(RunDirectory.CONFIG, preset.config());

    assertThat(run.readJson(RunDirectory.CONFIG, CharlmConfig.class)).isEqualTo(preset.config());
  }

  /** A schedule that cannot be read would show only when the training of an hour is over. */
  @ParameterizedTest
  @EnumSource(Preset.class)
  void networkOfThePresetIsReadBackAsItWasSaved(Preset preset) {
    MultiLayerNetwork network = LanguageNetwork.build(preset.config(), 80);

    MultiLayerConfiguration saved = network.getLayerWiseConfigurations();

    assertThat(MultiLayerConfiguration.fromJson(saved.toJson())).isEqualTo(saved);
  }
}
