package io.github.rnn4j.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
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

  private static MultiLayerNetwork network(double learningRate) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(learningRate))
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(1)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Five minibatches of two rows. */
  private static Minibatches minibatches() {
    DataSet rows =
        new DataSet(
            Nd4j.linspace(1, 10, 10).reshape(10, 1), Nd4j.linspace(3, 21, 10).reshape(10, 1));
    return Minibatches.of(new ListDataSetIterator<>(rows.asList(), 2));
  }

  private static Training<MultiLayerNetwork> training(Minibatches minibatches, double rate) {
    return new Training<>(
        network(rate), minibatches, network -> Map.of("loss", 1.0), Monitor.lowest("loss"));
  }

  private static Console console() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    return new Console(InputStream.nullInputStream(), nowhere, nowhere, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--hidden=4", "--name=a", "--overwrite", "--fast-dev-run", "--overfit-batches=2"})
  void optionsOfANewRunDoNotGoWithResume(String option) {
    assertThatThrownBy(() -> options("--resume=x", option).resumed(CONFIG))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(option.replaceFirst("=.*", "") + " does not go with --resume");
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
        "--max-updates=0 | --max-updates is 0; give 1 or more",
        "--overfit-batches=0 | --overfit-batches is 0; give 1 or more",
        "--max-time=soon | 'soon' is no time; give hours, minutes or seconds, such as 90s",
        "--max-time=-5m | '-5m' is no time",
        "--save-every=10 | '10' is no time"
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
        .hasMessageContaining("exclude each other");
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

    TrainingResult result = training(trial.of(minibatches()), 1e-5).run(trial.epochs(3));

    assertThat(result.epochs()).hasSize(epochs);
    assertThat(result.epochs())
        .allSatisfy(epoch -> assertThat(epoch.training().minibatches()).isEqualTo(minibatches));
    assertThat(trial.minibatches(5)).isEqualTo(minibatches);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 5", "7, 7", "99, 15"})
  void trainingEndsAfterSoManyUpdates(int most, int done) {
    TrainingResult result =
        training(minibatches(), 1e-5)
            .run(3, options("--max-updates=" + most).limits(console()).toArray(RunListener[]::new));

    assertThat(result.epochs().stream().mapToInt(epoch -> epoch.training().minibatches()).sum())
        .isEqualTo(done);
    assertThat(result.stopReason())
        .isEqualTo(most == 99 ? "all 3 epochs done" : "--max-updates " + most);
  }

  @Test
  void trainingEndsWhenItsTimeIsOver() {
    TrainingResult result =
        training(minibatches(), 1e-5)
            .run(3, options("--max-time=0s").limits(console()).toArray(RunListener[]::new));

    assertThat(result.epochs()).hasSize(1);
    assertThat(result.best().training().minibatches()).isEqualTo(1);
    assertThat(result.stopReason()).isEqualTo("--max-time of 0s");
  }

  @Test
  void divergenceNamesTheLastGoodCheckpointAndWhatToTry() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    training(minibatches(), 1e-5).run(1, new Checkpoints(run));

    assertThatThrownBy(
            () ->
                TrainOptions.keep(
                    run,
                    "rnn-test",
                    () -> training(minibatches(), 1e30).run(1, new Checkpoints(run))))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            "update 2", "the loss", "The last good checkpoint is " + run.file("last.zip"))
        .hasMessageContainingAll("after epoch 1 (update 5)", "--learning-rate", "--clip-norm");
  }

  /** A folder in the place of the temporary file stops a write as a full disk does. */
  @Test
  void fileThatCannotBeWrittenIsNamedWithHowToGoOn() throws IOException {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    training(minibatches(), 1e-5).run(1, new Checkpoints(run));
    Files.createDirectories(run.folder().resolve(".best.zip.tmp").resolve("x"));

    assertThatThrownBy(
            () ->
                TrainOptions.keep(
                    run,
                    "rnn-test",
                    () -> training(minibatches(), 1e-5).run(1, new Checkpoints(run))))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            "Cannot write " + run.file("best.zip"),
            "The last good checkpoint is " + run.file("last.zip") + ", after epoch 1 (update 5).")
        .hasMessageEndingWith("\"train --resume " + run.folder() + "\"");
  }

  @Test
  void withoutACheckpointThereIsNothingToGoOnFrom() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));

    assertThatThrownBy(
            () ->
                TrainOptions.keep(
                    run,
                    "rnn-test",
                    () -> {
                      run.write(
                          "config.json",
                          out -> {
                            throw new IOException("No space left on device");
                          });
                      return null;
                    }))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            "Cannot write " + run.file("config.json"), "Nothing was saved yet");
  }

  @Test
  void interruptionSaysHowToGoOn() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));

    assertThatThrownBy(
            () ->
                TrainOptions.keep(
                    run,
                    "rnn-test",
                    () -> {
                      throw new RunInterruptedException("Ctrl-C: saved.");
                    }))
        .isInstanceOf(RunInterruptedException.class)
        .hasMessageContainingAll(
            "Ctrl-C: saved.", "-pl rnn-test", "train --resume " + run.folder());
    run.lock().close(); // given back
  }

  @Test
  void runOnOtherDataIsRefused() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    Provenance begun = TrainOptions.begun(run, provenance("sha256:1"));

    assertThat(TrainOptions.begun(run, provenance("sha256:1"))).isEqualTo(begun);
    run.writeJson(RunDirectory.PROVENANCE, begun.finished(7, Map.of("test_loss", 0.5)));
    // It goes on: its weights are not those of that figure any more.
    assertThat(TrainOptions.begun(run, provenance("sha256:1")).finalMetrics()).isEmpty();
    assertThat(run.readJson(RunDirectory.PROVENANCE, Provenance.class)).isEqualTo(begun);
    assertThatThrownBy(() -> TrainOptions.begun(run, provenance("sha256:2")))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("a text is not what the run", "sha256:2 instead of sha256:1");
  }

  private static Provenance provenance(String checksum) {
    return Provenance.begin(
        new Provenance.Data("a text", checksum, false), 1, Map.of(), Instant.EPOCH);
  }

  @Test
  void optionsOfAConfigurationAreKnownByName() {
    assertThat(ConfigOptions.flags(CONFIG)).isEqualTo(List.of("--hidden"));
  }
}
