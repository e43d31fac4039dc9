package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.NetworkConfig;
import io.github.rnn4j.charlm.config.Optimizer;
import io.github.rnn4j.charlm.config.Order;
import io.github.rnn4j.charlm.config.OutputWeights;
import io.github.rnn4j.charlm.config.RateSchedule;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.TokenInput;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.TrainingConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.training.EpochSamples;
import io.github.rnn4j.charlm.training.TrainingSession;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.train.TrainOptions;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.loop.Turn;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network can memorize a text; an interrupted run ends with the same network. */
class ReproductionTest {

  private static final String TEXT =
      "Call me Ishmael. Some years ago, never mind how long precisely, having little or no money"
          + " in my"
          + " purse, and nothing particular to interest me on shore, I thought I would sail about a"
          + " little and see the";

  @TempDir Path folder;

  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void networkLearnsTwoHundredCharactersByHeartAndAReloadedOneTellsThem() throws IOException {
    assertThat(TEXT).hasSize(200);
    Path file = Files.writeString(folder.resolve("text.txt"), TEXT);

    CommandRun trained =
        CommandRun.train(
            folder,
            "heart",
            "--data=" + file,
            "--split=none",
            "--limit=0",
            "--order=windows",
            "--steps=40",
            "--batch-size=32",
            "--hidden=64",
            "--updates=300",
            "--updates-per-epoch=100",
            "--learning-rate=0.01");

    assertThat(trained.exitCode()).as(trained.err()).isZero();
    LanguageModel model = LanguageModel.open(folder.resolve("heart"));
    assertThat(model.measure(TEXT).nats()).isLessThan(0.15);
    String told = model.write("Call me", 193, SamplingOptions.GREEDY, 1, piece -> {});
    assertThat("Call me" + told).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void resumedRunIsTheUninterruptedOneBitForBit(Order order) {
    CharlmConfig config = config(order, Unit.TEXT);

    RunDirectory whole = run("whole", config, new RunListener() {});
    RunDirectory cut = interruptedAfter(2, "cut", config);
    CommandRun resumed = CommandRun.of("train", "--resume=" + cut.folder());

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    // After 6 updates; a pass over streams has 4, so the state that was carried counts.
    assertThat(resumed.out()).contains("Resuming after epoch 2", "epoch 5/5");
    assertSame(cut, whole);
  }

  @Test
  void resumedRunOfLinesGoesOnInTheMiddleOfAPass() throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      names.append("ab".repeat(i % 4 + 1)).append((char) ('a' + i % 20)).append(i).append('\n');
    }
    Path file = Files.writeString(folder.resolve("names.txt"), names);
    // 54 names in minibatches of 8 are 7 to a pass; an epoch has 3.
    CharlmConfig config = config(file.toString(), Order.WINDOWS, Unit.LINE);

    RunDirectory whole = run("whole", config, new RunListener() {});
    RunDirectory cut = interruptedAfter(1, "cut", config);
    CommandRun resumed = CommandRun.of("train", "--resume=" + cut.folder());

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertSame(cut, whole);
  }

  @Test
  void completeRunIsReportedOnceMore() {
    RunDirectory whole = run("whole", config(Order.WINDOWS, Unit.TEXT), new RunListener() {});
    float[] weights =
        SavedNetworks.multiLayerNetwork(whole, RunDirectory.LAST).params().toFloatVector();

    CommandRun resumed = CommandRun.of("train", "--resume=" + whole.folder());

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out())
        .contains("Resuming after epoch 5, minibatch 2", "all 14 updates done")
        .contains("epoch 5/5, update 14: training", "Nothing was trained");
    assertThat(SavedNetworks.multiLayerNetwork(whole, RunDirectory.LAST).params().toFloatVector())
        .isEqualTo(weights);
  }

  @Test
  void savedNetworkWritesWhatItWroteInTraining() {
    CharlmConfig config = config(Order.STREAMS, Unit.TEXT);
    String[] written = new String[1];
    RunListener remembering =
        new RunListener() {
          @Override
          public void epoch(EpochEvent event, RunControl run) {
            if (event.best()) {
              written[0] = text((MultiLayerNetwork) run.network());
            }
          }
        };

    RunDirectory run = run("whole", config, remembering);

    LanguageModel loaded = LanguageModel.open(run.folder());
    assertThat(text(loaded.network())).isEqualTo(written[0]).hasSize(200);
  }

  private static String text(MultiLayerNetwork network) {
    int[] words = new int[200];
    StepwiseNetwork stepwise = StepwiseNetwork.of(network);
    StepwiseNetwork.State state = stepwise.start();
    Sampler sampler = new Sampler(SamplingOptions.PLAIN, 7);
    int token = 0;
    for (int i = 0; i < words.length; i++) {
      stepwise.step(token, state);
      token = sampler.next(state.logits());
      words[i] = token;
    }
    return new String(words, 0, words.length);
  }

  @Test
  void otherOptionsDoNotGoWithResume() {
    CommandRun resumed = CommandRun.of("train", "--resume=" + folder, "--hidden=9");

    assertThat(resumed.exitCode()).isEqualTo(2);
    assertThat(resumed.err()).contains("--hidden cannot be combined with --resume");
  }

  @Test
  void resumeRefusesAnotherText() throws IOException {
    Path file = Files.writeString(folder.resolve("text.txt"), TEXT.repeat(3));
    CommandRun.train(folder, "own", "--data=" + file, "--limit=0", "--batch-size=2", "--updates=2");
    Files.writeString(file, TEXT.repeat(4));

    CommandRun resumed = CommandRun.of("train", "--resume=" + folder.resolve("own"));

    assertThat(resumed.exitCode()).isEqualTo(1);
    assertThat(resumed.err())
        .contains("is not the data that the run in", "sha256:", "Restore that data");
  }

  /**
   * Dropout of both kinds, tied weights, a schedule and clipping: everything that could depend on
   * more than the weights.
   */
  private static CharlmConfig config(Order order, Unit unit) {
    return config("synthetic", order, unit);
  }

  private static CharlmConfig config(String data, Order order, Unit unit) {
    return new CharlmConfig(
        new DataConfig(data, unit, Tokens.CHARACTER, 0, 3000, Split.HELD_OUT, false),
        new NetworkConfig(
            TokenInput.EMBEDDING,
            6,
            Cell.LSTM,
            Recurrence.HIDDEN_TO_HIDDEN,
            HiddenActivation.TANH,
            RecurrentWeights.ORTHOGONAL,
            2,
            6,
            0.3,
            0.2,
            OutputWeights.TIED),
        new TrainingConfig(
            14,
            3,
            order,
            8,
            100,
            Optimizer.ADAM,
            0.95,
            0.01,
            RateSchedule.LINEAR,
            3,
            Clip.LAYER,
            5,
            0,
            10,
            1,
            0));
  }

  private RunDirectory interruptedAfter(int epoch, String name, CharlmConfig config) {
    RunListener interrupting =
        new RunListener() {
          @Override
          public Turn turn() {
            return Turn.CHECKPOINT; // after the checkpoint
          }

          @Override
          public void save(TrainingState state, RunControl run) {
            if (state.epochs().size() == epoch) {
              throw new Interrupted();
            }
          }
        };
    assertThatThrownBy(() -> run(name, config, interrupting)).isInstanceOf(Interrupted.class);
    return RunDirectory.open(folder.resolve(name));
  }

  private RunDirectory run(String name, CharlmConfig config, RunListener more) {
    RunDirectory run = RunDirectory.create(folder.resolve(name));
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, () -> 0);
    DataCache cache = new DataCache(folder.resolve("cache"), true, (file, bytes) -> {});
    Corpus corpus = Corpus.load(config.data(), cache, console.in());
    TrainingRun training = new TrainOptions().run(run, console, nowhere, (shown, network) -> more);
    new TrainingSession(config, corpus, training).run();
    return run;
  }

  private static void assertSame(RunDirectory resumed, RunDirectory whole) {
    for (String network : new String[] {RunDirectory.LAST, RunDirectory.BEST}) {
      assertThat(SavedNetworks.multiLayerNetwork(resumed, network).params().toFloatVector())
          .as(network)
          .isEqualTo(SavedNetworks.multiLayerNetwork(whole, network).params().toFloatVector());
    }
    assertThat(resumed.file(RunDirectory.UPDATES))
        .hasSameTextualContentAs(whole.file(RunDirectory.UPDATES));
    assertThat(resumed.require(EpochSamples.FILE))
        .hasSameTextualContentAs(whole.require(EpochSamples.FILE));
    assertThat(resumed.require(RunDirectory.LEARNING_CURVE)).isNotEmptyFile();
  }

  @Test
  void runThatWasKilledBeforeItsFirstCheckpointBeginsAnew() {
    CharlmConfig config = config(Order.STREAMS, Unit.TEXT);
    RunDirectory whole = run("whole", config, new RunListener() {});
    RunDirectory killed = RunDirectory.create(folder.resolve("killed"));
    killed.writeJson(RunDirectory.CONFIG, config);
    assertThatThrownBy(() -> LanguageModel.open(killed.folder())).isInstanceOf(RunException.class);

    CommandRun resumed = CommandRun.of("train", "--resume=" + killed.folder());

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertSame(killed, whole);
  }
}
