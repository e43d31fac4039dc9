package io.github.rnn4j.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Preset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatCommandTest {

  /** Data, where the limit has no effect on a file. */
  public record Data(String data, int limit) implements IdleKnobs {
    @Override
    public Map<String, String> idle() {
      return data.equals("file") ? Map.of("limit", "a file is read to its end") : Map.of();
    }
  }

  /** Training. */
  public record Training(int epochs, double learningRate, boolean refit) {}

  /** A configuration. */
  public record Config(Data data, Training training) {}

  @SuppressWarnings("ImmutableEnumChecker") // Numbers and strings only.
  private enum Presets implements Preset<Config> {
    SMALL(new Config(new Data("synthetic", 10), new Training(3, 0.005, false))),
    LARGE(new Config(new Data("real", 0), new Training(10, 0.001, true)));

    private final Config config;

    Presets(Config config) {
      this.config = config;
    }

    @Override
    public Config config() {
      return config;
    }

    @Override
    public String cost() {
      return "nothing";
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static String command(Config config) {
    return String.join(" ", RepeatCommand.of(List.of(Presets.values()), config));
  }

  @Test
  void nearestPresetIsNamedAndWhatDiffersFromIt() {
    assertThat(command(Presets.LARGE.config())).isEqualTo("train --preset=large");
    assertThat(command(new Config(new Data("real", 0), new Training(4, 0.001, true))))
        .isEqualTo("train --preset=large --epochs=4");
    assertThat(command(new Config(new Data("synthetic", 10), new Training(4, 1.0E-4, false))))
        .isEqualTo("train --preset=small --epochs=4 --learning-rate=1.0E-4");
  }

  @Test
  void aSwitchIsRepeatedAsItIsTyped() {
    assertThat(command(new Config(new Data("real", 0), new Training(10, 0.001, false))))
        .isEqualTo("train --preset=large --no-refit");
    assertThat(command(new Config(new Data("synthetic", 10), new Training(3, 0.005, true))))
        .isEqualTo("train --preset=small --refit");
  }

  @Test
  void optionWithoutEffectIsLeftOutButOneWithThePresetsValueIsNotAdded() {
    assertThat(command(new Config(new Data("file", 7), new Training(10, 0.001, true))))
        .isEqualTo("train --preset=large --data=file");
    assertThat(
            RepeatCommand.of(
                List.of(new FilePreset()),
                new Config(new Data("real", 5), new Training(10, 0.001, true))))
        .containsExactly("train", "--preset=file", "--data=real");
  }

  /** A preset in which the limit has no effect. */
  private static final class FilePreset implements Preset<Config> {
    @Override
    public Config config() {
      return new Config(new Data("file", 5), new Training(10, 0.001, true));
    }

    @Override
    public String cost() {
      return "nothing";
    }

    @Override
    public String toString() {
      return "file";
    }
  }
}
