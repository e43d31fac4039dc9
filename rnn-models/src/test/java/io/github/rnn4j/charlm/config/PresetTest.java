package io.github.rnn4j.charlm.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.schedule.FixedSchedule;

class PresetTest {

  /** Chapter 15 of the textbook; assignment "Dinosaurus Island" with 256 units. */
  @Test
  void publishedNumbersAreThose() {
    CharlmConfig book = Preset.BOOK.config();
    assertThat(book.network())
        .isEqualTo(
            new NetworkConfig(
                TokenInput.EMBEDDING,
                256,
                Cell.LSTM,
                Recurrence.HIDDEN_TO_HIDDEN,
                HiddenActivation.TANH,
                RecurrentWeights.ORTHOGONAL,
                1,
                512,
                0,
                0,
                OutputWeights.OWN));
    assertThat(book.training().updates()).isEqualTo(10_000);
    assertThat(book.training().order()).isEqualTo(Order.WINDOWS);
    assertThat(book.training().batchSize()).isEqualTo(64);
    assertThat(book.training().steps()).isEqualTo(40);
    assertThat(book.training().optimizer()).isEqualTo(Optimizer.ADAM);
    assertThat(book.training().learningRate()).isEqualTo(0.005);
    CharlmConfig dinos = Preset.DINOS.config();
    assertThat(dinos.data().unit()).isEqualTo(Unit.LINE);
    assertThat(dinos.network().cell()).isEqualTo(Cell.ELMAN);
    assertThat(dinos.network().hidden()).isEqualTo(256);
    assertThat(dinos.training().optimizer()).isEqualTo(Optimizer.RMSPROP);
    assertThat(dinos.training().learningRate()).isEqualTo(0.001);
    assertThat(dinos.training().clip()).isEqualTo(Clip.LAYER);
    assertThat(dinos.training().clipThreshold()).isEqualTo(3);
    assertThat(dinos.training().rmspropDecay()).isEqualTo(0.95);
    assertThat(dinos.training().batchSize()).isEqualTo(64);
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetIsReadBackAsItWasSaved(Preset preset, @TempDir Path folder) {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));

    run.writeJson(RunDirectory.CONFIG, preset.config());

    assertThat(run.readJson(RunDirectory.CONFIG, CharlmConfig.class)).isEqualTo(preset.config());
  }

  /** What a run saved before {@code clip} and {@code rmspropDecay} existed. */
  @Test
  void configurationOfAnEarlierVersionIsReadAsWhatItDid(@TempDir Path folder) throws IOException {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    run.writeJson(RunDirectory.CONFIG, Preset.DINOS.config());
    String json = Files.readString(run.file(RunDirectory.CONFIG));
    String earlier =
        json.replaceAll("\"(clip|rmspropDecay)\" : [^,]*,", "")
            .replace("clipThreshold", "clipNorm");
    assertThat(earlier).contains("\"clipNorm\" : 3").doesNotContain("rmspropDecay");
    Files.writeString(run.file(RunDirectory.CONFIG), earlier);

    assertThat(run.readJson(RunDirectory.CONFIG, CharlmConfig.class))
        .isEqualTo(Preset.DINOS.config());
  }

  @Test
  void decayOfRmspropReachesTheUpdater() {
    IUpdater updater = Optimizer.RMSPROP.updater(new FixedSchedule(0.5), 0.9);

    assertThat(updater)
        .isInstanceOfSatisfying(
            RmsProp.class,
            rmsprop -> {
              assertThat(rmsprop.getRmsDecay()).isEqualTo(0.9);
              assertThat(rmsprop.getEpsilon()).isEqualTo(RmsProp.DEFAULT_RMSPROP_EPSILON);
              assertThat(rmsprop.getLearningRate(0, 0)).isEqualTo(0.5);
            });
  }

  /**
   * Without this test, a schedule that cannot be read would fail only after an hour of training.
   */
  @ParameterizedTest
  @EnumSource(Preset.class)
  void networkOfThePresetIsReadBackAsItWasSaved(Preset preset) {
    MultiLayerNetwork network = LanguageNetwork.build(preset.config(), 80);

    MultiLayerConfiguration saved = network.getLayerWiseConfigurations();

    assertThat(MultiLayerConfiguration.fromJson(saved.toJson())).isEqualTo(saved);
  }
}
