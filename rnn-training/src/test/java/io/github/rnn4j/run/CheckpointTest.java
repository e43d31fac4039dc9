package io.github.rnn4j.run;

import static io.github.rnn4j.loop.ScriptedValidator.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.ScriptedValidator;
import io.github.rnn4j.loop.TinyData;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.loop.TrainingTotals;
import io.github.rnn4j.model.AveragedWeights;
import io.github.rnn4j.model.CarriedState;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the files of one checkpoint, the previous one can be used. */
class CheckpointTest {

  @TempDir Path parent;
  private RunDirectory run;
  private MultiLayerNetwork network;

  @BeforeEach
  void newRun() {
    run = RunDirectory.create(parent.resolve("run"));
    network = TinyData.network();
  }

  private void train(int epochs) {
    Optional<Checkpoint<MultiLayerNetwork>> saved = Checkpoint.ofMultiLayerNetwork(run);
    new Training<>(
            saved.map(Checkpoint::network).orElse(network),
            Minibatches.of(TinyData.iterator()),
            new ScriptedValidator(new double[epochs]),
            ACCURACY)
        .resume(
            saved.map(Checkpoint::state).orElse(TrainingState.START), epochs, new Checkpoints(run));
  }

  private Checkpoint<MultiLayerNetwork> latest() {
    return Checkpoint.ofMultiLayerNetwork(run).orElseThrow();
  }

  private static float[] weights(MultiLayerNetwork network) {
    return network.params().toFloatVector();
  }

  @Test
  void newRunHasNone() {
    assertThat(Checkpoint.ofMultiLayerNetwork(run)).isEmpty();
    assertThat(Checkpoint.place(run)).isEmpty();
  }

  @Test
  void latestIsThatOfTheLastEpoch() {
    train(3);

    assertThat(latest().state().place()).isEqualTo("epoch 3");
    assertThat(latest().state().updates()).isEqualTo(9);
    assertThat(latest().problem()).isEmpty();
    assertThat(weights(latest().network())).isEqualTo(weights(network));
  }

  @ParameterizedTest
  @CsvSource({
    "last.zip, 0", "last.zip, 0.5", "last.zip, 0.999",
    "training.zip, 0", "training.zip, 0.5", "training.zip, 0.999"
  })
  void oneThatWasCutIsNotTakenAndItIsSaid(String name, double share) throws IOException {
    train(2);
    float[] afterTwo = weights(network);
    train(3);
    byte[] bytes = Files.readAllBytes(run.file(name));
    Files.write(run.file(name), Arrays.copyOf(bytes, (int) (share * bytes.length)));

    assertThat(latest().state().place()).isEqualTo("epoch 2");
    assertThat(weights(latest().network())).isEqualTo(afterTwo);
    assertThat(latest().problem().orElseThrow())
        .contains(name, "Resuming from the previous checkpoint instead: epoch 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last.zip", "training.zip"})
  void oneBitIsEnough(String name) throws IOException {
    train(3);
    byte[] bytes = Files.readAllBytes(run.file(name));
    bytes[bytes.length / 3] ^= 0x10;
    Files.write(run.file(name), bytes);

    assertThat(latest().state().place()).isEqualTo("epoch 2");
    assertThat(latest().problem()).isPresent();
  }

  @Test
  void withoutAnyWholeOneThereIsAnErrorThatNamesBoth() throws IOException {
    train(3);
    Files.write(run.file(RunDirectory.LAST), new byte[10]);
    Files.write(run.file(RunDirectory.PREVIOUS), new byte[10]);

    assertThatThrownBy(this::latest)
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("no intact checkpoint", "epoch 3", "epoch 2", "train again");
  }

  @ParameterizedTest
  @CsvSource({"1, an older format", "3, a newer format"})
  void oneOfAnotherFormatIsRefusedInOneSentence(int format, String said) throws IOException {
    train(2);
    for (String name : new String[] {RunDirectory.TRAINING, RunDirectory.PREVIOUS_TRAINING}) {
      writeFormat(run.file(name), format);
    }

    assertThatThrownBy(this::latest)
        .isInstanceOf(RunException.class)
        .hasMessage(
            "%s is a checkpoint in %s (%d, this program reads 2): resume the run with the version that wrote it, or train again.",
            run.file(RunDirectory.TRAINING), said, format);
    assertThat(Checkpoint.place(run)).isEmpty();
  }

  /** The first format had no number. */
  private static void writeFormat(Path state, int format) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(state)) {
      Path json = zip.getPath("training.json");
      String text = Files.readString(json);
      assertThat(text).contains("\"format\" : 2,");
      Files.writeString(
          json,
          text.replace("\"format\" : 2,", format == 1 ? "" : "\"format\" : %d,".formatted(format)));
    }
  }

  /**
   * Killed after the network was written and before its state was: both files of the previous pair
   * stay.
   */
  @Test
  void killBetweenNetworkAndStateLeavesTheOneBefore() throws IOException {
    train(2);
    float[] afterTwo = weights(network);
    keepStates();
    train(3);
    putStatesBack();

    assertThat(latest().state().place()).isEqualTo("epoch 2");
    assertThat(weights(latest().network())).isEqualTo(afterTwo);
    assertThat(latest().problem()).isEmpty();
  }

  @Test
  void killBetweenNetworkAndStateTwiceInARowLosesNothing() throws IOException {
    train(2);
    float[] afterTwo = weights(network);
    for (int kill = 0; kill < 3; kill++) {
      keepStates();
      train(3);
      putStatesBack();
    }

    assertThat(weights(latest().network())).isEqualTo(afterTwo);
    train(3);
    assertThat(latest().state().place()).isEqualTo("epoch 3");
  }

  @Test
  void damagedOneIsNotKeptAsTheOneBefore() throws IOException {
    train(2);
    Files.write(run.file(RunDirectory.LAST), new byte[10]);
    train(2);
    Files.write(run.file(RunDirectory.LAST), new byte[10]);

    assertThat(latest().state().place()).isEqualTo("epoch 1");
  }

  /** Damage with a matching SHA-256, or a library with a fault: the training loop saves none. */
  @Test
  void oneThatHasDivergedIsNotUsedAndIsReplaced() throws IOException {
    train(2);
    float[] afterTwo = weights(network);
    saveDiverged(3);

    assertThat(weights(latest().network())).isEqualTo(afterTwo);
    assertThat(latest().problem())
        .contains(
            "%s was not opened: its parameter 0_W has weights that are NaN or infinite; use a network that was saved before its training diverged, or train again with a lower learning rate. Resuming from the previous checkpoint instead: epoch 2."
                .formatted(run.file(RunDirectory.LAST)));

    train(3);
    assertThat(latest().problem()).isEmpty();
    Files.write(run.file(RunDirectory.LAST), new byte[10]);
    assertThat(weights(latest().network())).isEqualTo(afterTwo);
  }

  @Test
  void ifBothHaveDivergedThereIsAnErrorThatNamesBoth() {
    train(1);
    saveDiverged(2);
    saveDiverged(3);

    assertThatThrownBy(this::latest)
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith("The run in %s has no intact checkpoint: ", run.folder())
        .hasMessageContaining(
            "%s was not opened: its parameter 0_W has weights that are NaN or infinite",
            run.file(RunDirectory.LAST))
        .hasMessageContaining(
            "%s was not opened: its parameter 0_W has weights that are NaN or infinite",
            run.file(RunDirectory.PREVIOUS))
        .hasMessageEndingWith("Restore its files, or train again.");
  }

  private void saveDiverged(int epochs) {
    MultiLayerNetwork diverged = TinyData.network();
    diverged.getParam("0_W").putScalar(epochs, Float.NaN); // so that their files differ
    TrainingResult result =
        new Training<>(
                TinyData.network(),
                Minibatches.of(TinyData.iterator()),
                new ScriptedValidator(new double[epochs]),
                ACCURACY)
            .run(epochs);
    TrainingState state =
        new TrainingState(
            result.epochs(),
            TrainingTotals.NONE,
            1,
            CarriedState.of(TinyData.network()),
            AveragedWeights.NONE);
    Checkpoint.write(run, diverged, state);
  }

  private void keepStates() throws IOException {
    for (String name : new String[] {RunDirectory.TRAINING, RunDirectory.PREVIOUS_TRAINING}) {
      Files.copy(run.file(name), parent.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void putStatesBack() throws IOException {
    for (String name : new String[] {RunDirectory.TRAINING, RunDirectory.PREVIOUS_TRAINING}) {
      Files.copy(parent.resolve(name), run.file(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void fullDiskLeavesTheEarlierOne() throws IOException {
    train(2);
    // A folder of the temporary file's name with something in it stops the write as a full disk
    // does: before the new file is whole.
    Path inTheWay = run.folder().resolve(AtomicFile.temporaryName(RunDirectory.LAST));
    Files.createDirectories(inTheWay.resolve("x"));

    assertThatThrownBy(() -> train(3))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("Cannot write", "last.zip", "is intact");
    assertThat(latest().state().place()).isEqualTo("epoch 2");
    assertThat(latest().problem()).isEmpty();
  }

  @Test
  void settlingGivesTheLatestIntactCheckpointItsNames() throws IOException {
    train(2);
    Files.delete(run.file(RunDirectory.TRAINING));

    Checkpoint.settle(run);

    assertThat(run.has(RunDirectory.PREVIOUS_TRAINING)).isFalse();
    assertThat(run.has(RunDirectory.PREVIOUS)).isFalse();
    assertThat(latest().state().epochs()).hasSize(1);
    assertThat(latest().problem()).isEmpty();
  }
}
