package io.github.rnn4j.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class TrainOptionsTest {

  /** A configuration of one part. */
  public record Config(Part part) {}

  /** A part. */
  public record Part(@Knob("How many.") int hidden) {}

  private static final Config CONFIG = new Config(new Part(3));

  @Command(name = "train")
  private static final class Train implements Callable<RunOptions> {
    @Mixin private RunOptions runs;
    @Mixin private TrainOptions options;

    @Override
    public RunOptions call() {
      return runs;
    }
  }

  @TempDir Path folder;

  private static TrainOptions options(String... args) {
    Train train = new Train();
    CommandLine command = new CommandLine(train);
    ConfigOptions.addTo(command.getCommandSpec(), CONFIG);
    command.parseArgs(args);
    return train.options;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--hidden=4", "--name=a", "--overwrite", "--fast-dev-run", "--overfit-batches=2"})
  void optionsOfANewRunDoNotGoWithResume(String option) {
    assertThatThrownBy(() -> options("--resume=x", option).resumed(CONFIG))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(option.replaceFirst("=.*", "") + " cannot be combined with --resume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--clip-norm=5", "--clip-norm 5", "--clip-norm"})
  void formerOptionNamesTheNewOnes(String former) {
    assertThatThrownBy(() -> options(former.split(" ")).resumed(CONFIG))
        .isInstanceOf(ParameterException.class)
        .hasMessage(
            "--clip-norm is now --clip-threshold, and --clip says what it limits: layer (as before), global or value");
  }

  @Test
  void limitsGoWithResume() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));

    assertThat(
            options(
                    "--resume=" + run.folder(),
                    "--max-updates=5",
                    "--max-time=1h",
                    "--save-every=1s")
                .resumed(CONFIG)
                .orElseThrow()
                .folder())
        .isEqualTo(run.folder());
    assertThat(options("--hidden=4").resumed(CONFIG)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--max-updates=0 | --max-updates is 0; it must be 1 or more",
        "--overfit-batches=0 | --overfit-batches is 0; it must be 1 or more",
        "--max-time=soon | 'soon' is not a valid time; use hours, minutes or seconds, such as 90s",
        "--max-time=-5m | '-5m' is not a valid time",
        "--save-every=10 | '10' is not a valid time"
      })
  void valueOutOfItsRangeSaysWhatToGive(String option, String message) {
    assertThatThrownBy(() -> options(option).resumed(CONFIG))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(message);
  }

  @Test
  void trialsExcludeEachOther() {
    assertThatThrownBy(() -> options("--fast-dev-run", "--overfit-batches=2").resumed(CONFIG))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("cannot be combined");
  }

  @Test
  void trialIsKeptWithTheRun() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    RunDirectory plain = RunDirectory.create(folder.resolve("plain"));

    Trial begun = options("--overfit-batches=2").trial(run);

    assertThat(begun).isEqualTo(new Trial(false, 2));
    assertThat(options().trial(run)).isEqualTo(begun);
    assertThat(options().trial(plain)).isEqualTo(Trial.NONE);
    assertThat(plain.file(RunDirectory.TRIAL)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"false, 0, 3, 5", "false, 2, 3, 2", "true, 0, 1, 1"})
  void trialCutsEpochsAndMinibatches(boolean fast, int overfit, int epochs, int minibatches) {
    Trial trial = new Trial(fast, overfit);

    TrainingResult result =
        TinyTraining.of(trial.of(TinyTraining.minibatches()), 1e-5).run(trial.epochs(3));

    assertThat(result.epochs()).hasSize(epochs);
    assertThat(result.epochs())
        .allSatisfy(epoch -> assertThat(epoch.training().minibatches()).isEqualTo(minibatches));
    assertThat(trial.minibatches(5)).isEqualTo(minibatches);
  }

  @Test
  void optionsOfAConfigurationAreKnownByName() {
    assertThat(ConfigOptions.flags(CONFIG)).isEqualTo(List.of("--hidden"));
  }
}
