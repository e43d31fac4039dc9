package io.github.rnn4j.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** {@link CheckpointsTest} checks that the networks are those that were saved. */
class SavedNetworksTest {

  @TempDir Path parent;
  private RunDirectory run;

  @BeforeEach
  void newRun() {
    run = RunDirectory.create(parent.resolve("run"));
  }

  @Test
  void missingNetworkIsNamed() {
    assertThatThrownBy(() -> SavedNetworks.multiLayerNetwork(run, RunDirectory.BEST))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("best.zip is missing in " + run.folder(), "train again");
  }

  @ParameterizedTest
  @CsvSource({
    "best.zip, use last.zip of the run",
    "last.zip, train again",
  })
  void damagedNetworkIsAnErrorThatSaysWhatElseThereIs(String name, String advice)
      throws IOException {
    Files.writeString(run.file(name), "PK");

    assertThatThrownBy(() -> SavedNetworks.multiLayerNetwork(run, name))
        .isInstanceOf(RunException.class)
        .hasCauseInstanceOf(ModelException.class)
        .hasMessageContainingAll(run.file(name).toString(), "is not a complete zip file", advice);
  }

  private static MultiLayerNetwork network(UnaryOperator<NeuralNetConfiguration.Builder> change) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(change, Activation.TANH));
    network.init();
    return network;
  }

  private static MultiLayerConfiguration configuration(
      UnaryOperator<NeuralNetConfiguration.Builder> change, Activation output) {
    return change
        .apply(new NeuralNetConfiguration.Builder())
        .list()
        .layer(new PackedLstm.Builder().name("recurrent").nIn(3).nOut(4).build())
        .layer(
            new RnnOutputLayer.Builder(LossFunctions.LossFunction.MSE)
                .name("output")
                .nIn(4)
                .nOut(2)
                .activation(output)
                .build())
        .build();
  }

  @Test
  void settingsThatChangeInTrainingMayDiffer() {
    MultiLayerNetwork network = network(trained -> trained.updater(new Sgd(1e-3)).seed(7));
    network.setIterationCount(5);
    network.setEpochCount(2);

    assertThatCode(
            () ->
                SavedNetworks.requireLayers(
                    run,
                    network,
                    configuration(
                        described -> described.updater(new Adam(0.1)).weightInit(WeightInit.ZERO),
                        Activation.TANH)))
        .doesNotThrowAnyException();
  }

  @Test
  void anyOtherOptionThatDiffersIsNamed() {
    MultiLayerNetwork network = network(UnaryOperator.identity());

    assertThatThrownBy(
            () ->
                SavedNetworks.requireLayers(
                    run, network, configuration(UnaryOperator.identity(), Activation.SIGMOID)))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("confs[1].layer.activationFn", "TanH", "instead of", "Sigmoid");
    network
        .getLayerWiseConfigurations()
        .setInputPreProcessors(Map.of(0, new FeedForwardToRnnPreProcessor()));
    assertThatThrownBy(
            () ->
                SavedNetworks.requireLayers(
                    run, network, configuration(UnaryOperator.identity(), Activation.TANH)))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll("inputPreProcessors.0", "instead of missing");
  }
}
