package io.github.rnn4j.run;

import static io.github.rnn4j.loop.ScriptedValidator.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.DivergedException;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.ScriptedValidator;
import io.github.rnn4j.loop.TinyData;
import io.github.rnn4j.loop.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {

  @TempDir Path parent;
  private RunDirectory run;

  @BeforeEach
  void newRun() {
    run = RunDirectory.create(parent.resolve("run"));
  }

  @Test
  void keepsTheBestAndTheLastEpoch() {
    MultiLayerNetwork network = TinyData.network();
    MultiLayerNetwork afterTwo = TinyData.network();

    train(network, 0.5, 0.9, 0.7);
    trainWithoutSaving(afterTwo, 2);

    assertThat(weights(SavedNetworks.multiLayerNetwork(run, RunDirectory.LAST)))
        .isEqualTo(weights(network));
    assertThat(weights(SavedNetworks.multiLayerNetwork(run, RunDirectory.BEST)))
        .isEqualTo(weights(afterTwo));
  }

  @Test
  void trainingGoesOnFromACheckpointBitForBit() {
    MultiLayerNetwork uninterrupted = TinyData.network();
    trainWithoutSaving(uninterrupted, 3);
    train(TinyData.network(), 0.5);

    MultiLayerNetwork resumed = SavedNetworks.multiLayerNetwork(run, RunDirectory.LAST);
    trainWithoutSaving(resumed, 2);

    assertThat(weights(resumed)).isEqualTo(weights(uninterrupted));
    assertThat(resumed.getEpochCount()).isEqualTo(3);
  }

  @Test
  void savesGraphsToo() {
    ComputationGraph graph = TinyData.graph();

    new Training<>(graph, Minibatches.of(TinyData.iterator()), new ScriptedValidator(0.5), ACCURACY)
        .run(1, new Checkpoints(run));

    assertThat(SavedNetworks.computationGraph(run, RunDirectory.BEST).params().toFloatVector())
        .isEqualTo(graph.params().toFloatVector());
    assertThatThrownBy(() -> SavedNetworks.multiLayerNetwork(run, RunDirectory.BEST))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("best.zip", "ComputationGraph");
  }

  @Test
  void theCheckpointOfTheLastGoodEpochOutlivesADivergence() {
    MultiLayerNetwork network = TinyData.network();
    MultiLayerNetwork afterOne = TinyData.network();

    assertThatThrownBy(() -> train(network, 0.5, Double.NaN)).isInstanceOf(DivergedException.class);
    trainWithoutSaving(afterOne, 1);

    assertThat(weights(SavedNetworks.multiLayerNetwork(run, RunDirectory.LAST)))
        .isEqualTo(weights(afterOne));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.999})
  void aTruncatedFileIsNamedAsSuch(double share) throws IOException {
    train(TinyData.network(), 0.5);
    Path file = run.file(RunDirectory.BEST);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, (int) (share * whole.length)));

    assertThatThrownBy(() -> SavedNetworks.multiLayerNetwork(run, RunDirectory.BEST))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(file.toString(), "is not a complete zip file", "copy it again");
  }

  @Test
  void aDamagedFileIsNamedAsSuch() throws IOException {
    train(TinyData.network(), 0.5);
    Path file = run.file(RunDirectory.BEST);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(file, bytes);

    assertThatThrownBy(() -> SavedNetworks.multiLayerNetwork(run, RunDirectory.BEST))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(file.toString(), "damaged", "copy it again");
  }

  @Test
  void aFileOfAnotherKindIsNamedAsSuch() throws IOException {
    Files.writeString(run.file(RunDirectory.BEST), "no zip at all");
    zip(run.file(RunDirectory.LAST), "readme.txt");

    assertThatThrownBy(() -> SavedNetworks.multiLayerNetwork(run, RunDirectory.BEST))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is not a complete zip file");
    assertThatThrownBy(() -> SavedNetworks.multiLayerNetwork(run, RunDirectory.LAST))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("it holds \"readme.txt\"", "configuration.json");
  }

  @Test
  void aFileWithASerialisedJavaObjectIsNotOpened() throws IOException {
    zip(run.file(RunDirectory.BEST), "configuration.json", "coefficients.bin", "preprocessor.bin");

    assertThatThrownBy(() -> SavedNetworks.multiLayerNetwork(run, RunDirectory.BEST))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("serialized Java object", "preprocessor.bin");
  }

  private void train(MultiLayerNetwork network, double... accuracies) {
    new Training<>(
            network,
            Minibatches.of(TinyData.iterator()),
            new ScriptedValidator(accuracies),
            ACCURACY)
        .run(accuracies.length, new Checkpoints(run));
  }

  private static void trainWithoutSaving(MultiLayerNetwork network, int epochs) {
    new Training<>(
            network,
            Minibatches.of(TinyData.iterator()),
            new ScriptedValidator(new double[epochs]),
            ACCURACY)
        .run(epochs);
  }

  private static void zip(Path file, String... entries) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(1);
      }
    }
  }

  private static float[] weights(MultiLayerNetwork network) {
    return network.params().toFloatVector();
  }
}
