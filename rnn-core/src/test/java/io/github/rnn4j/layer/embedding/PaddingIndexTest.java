package io.github.rnn4j.layer.embedding;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.convert.PackedNetworks;
import io.github.rnn4j.kernel.choice.BackendProperty;
import io.github.rnn4j.layer.CentralDifferences;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.model.ModelArchive;
import io.github.rnn4j.optimizer.LazyAdam;
import io.github.rnn4j.stateful.StepwiseNetwork;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class PaddingIndexTest {
  private static final int V = 5;
  private static final int E = 3;
  private static final int PAD = 2;

  /** Two sequences, the second of which is padded; token 3 occurs twice. */
  private static final double[][][] TOKENS = {{{1, 3, 4, 3}}, {{0, 4, PAD, PAD}}};

  private static final double[][] MASK = {{1, 1, 1, 1}, {1, 1, 0, 0}};

  @AfterEach
  void forceNoBackend() {
    System.clearProperty(BackendProperty.NAME);
  }

  private static TokenEmbedding.Builder embedding() {
    return new TokenEmbedding.Builder().nIn(V).nOut(E);
  }

  private static MultiLayerNetwork network(DataType type, TokenEmbedding embedding) {
    return network(type, embedding, new Sgd(0.1));
  }

  private static MultiLayerNetwork network(
      DataType type, TokenEmbedding embedding, IUpdater updater) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(5)
                .updater(updater)
                .list()
                .layer(embedding)
                .layer(new LSTM.Builder().nIn(E).nOut(4).activation(Activation.TANH).build())
                .layer(
                    new SequenceOutput.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork padded(DataType type) {
    MultiLayerNetwork network = network(type, embedding().paddingIndex(PAD).build());
    table(network).getRow(PAD).assign(7); // must not be read
    return network;
  }

  private static INDArray table(MultiLayerNetwork network) {
    return network.getLayer(0).getParam("W");
  }

  private static INDArray tokens(DataType type) {
    return Nd4j.createFromArray(TOKENS).castTo(type);
  }

  private static DataSet data(DataType type, boolean masked) {
    INDArray labels = random(3, 2, 2, 4).castTo(type);
    INDArray mask = masked ? Nd4j.createFromArray(MASK).castTo(type) : null;
    return new DataSet(tokens(type), labels, mask, mask);
  }

  private static INDArray gradient(MultiLayerNetwork network, DataSet data) {
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
    network.computeGradientAndScore();
    return network.gradient().getGradientFor("0_W").dup('c');
  }

  @ParameterizedTest
  @CsvSource({"vector, FLOAT", "plain, FLOAT", "nd4j, FLOAT", "nd4j, DOUBLE"})
  void paddingYieldsZerosAndGetsNoGradientWithoutAMask(String backend, DataType type) {
    System.setProperty(BackendProperty.NAME, backend);
    MultiLayerNetwork padded = padded(type);
    MultiLayerNetwork zeros = network(type, embedding().build()); // the same, but by its table
    zeros.setParams(padded.params());
    table(zeros).getRow(PAD).assign(0);
    DataSet data = data(type, false);

    INDArray vectors = padded.feedForward(tokens(type)).get(1); // [B, E, T]
    INDArray gradient = gradient(padded, data);
    INDArray whole = gradient(zeros, data);

    for (int step = 2; step < 4; step++) {
      assertThat(vectors.slice(1).slice(step, 1).amaxNumber().doubleValue()).isZero();
    }
    assertThat(vectors.slice(1).slice(1, 1).amaxNumber().doubleValue()).isPositive();
    assertThat(gradient.getRow(PAD).amaxNumber().doubleValue()).isZero();
    assertThat(whole.getRow(PAD).amaxNumber().doubleValue()).isPositive();
    whole.getRow(PAD).assign(0);
    assertThat(distance(gradient, whole)).isLessThan(type == DataType.FLOAT ? 1e-6 : 1e-12);
    assertThat(padded.score()).isEqualTo(zeros.score());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientIsThatOfCentralDifferences(boolean masked) {
    MultiLayerNetwork network = padded(DataType.DOUBLE);
    DataSet data = data(DataType.DOUBLE, masked);

    INDArray numeric =
        CentralDifferences.gradient(
            table(network),
            () -> network.score(data, true) * data.getFeatures().size(0)); // a sum, not a mean

    INDArray gradient = gradient(network, data);
    assertThat(CentralDifferences.relativeError(gradient, numeric)).isLessThan(1e-6);
    assertThat(numeric.getRow(PAD).amaxNumber().doubleValue()).isZero();
  }

  @Test
  void rowOfPaddingBeginsAtZeroAndStaysThereInTraining() {
    TokenEmbedding embedding = embedding().paddingIndex(PAD).updater(new LazyAdam(0.1)).build();
    MultiLayerNetwork network = network(DataType.FLOAT, embedding);
    INDArray before = table(network).dup();

    network.fit(data(DataType.FLOAT, false));

    assertThat(table(network).getRow(PAD).amaxNumber().doubleValue()).isZero();
    assertThat(table(network).getRow(1)).isNotEqualTo(before.getRow(1));
    assertThat(before.getRow(1).amaxNumber().doubleValue()).isPositive();
  }

  @Test
  void savedNetworkKeepsThePaddingIndex(@TempDir Path folder) throws IOException {
    MultiLayerNetwork network = padded(DataType.FLOAT);
    Path file = folder.resolve("network.zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelArchive.write(network, out);
    }

    MultiLayerNetwork read = ModelArchive.multiLayerNetwork(file);

    assertThat(paddingIndex(read)).isEqualTo(PAD);
    assertThat(read.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
    assertThat(table(read)).isEqualTo(table(network)); // loading changes no weights
    assertThat(read.output(tokens(DataType.FLOAT)))
        .isEqualTo(network.output(tokens(DataType.FLOAT)));
  }

  private static int paddingIndex(MultiLayerNetwork network) {
    return ((TokenEmbedding) network.getLayer(0).conf().getLayer()).paddingIndex().orElse(-1);
  }

  @Test
  void configurationSavedBeforeThereWasAPaddingIndexHasNone() {
    String json =
        network(DataType.FLOAT, embedding().build())
            .getLayerWiseConfigurations()
            .toJson()
            .replaceAll("\"paddingIndex\" : -1,?\\s*", "");

    MultiLayerNetwork read = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json));
    read.init();

    assertThat(json).doesNotContain("paddingIndex").contains("outputFormat");
    assertThat(paddingIndex(read)).isEqualTo(-1);
  }

  @Test
  void convertedNetworkKeepsThePaddingIndex() {
    MultiLayerNetwork network = padded(DataType.FLOAT);

    MultiLayerNetwork packed = PackedNetworks.fromDl4j(network);
    MultiLayerNetwork back = PackedNetworks.toDl4j(packed);

    assertThat(paddingIndex(packed)).isEqualTo(PAD);
    assertThat(paddingIndex(back)).isEqualTo(PAD);
    assertThat(
            distance(packed.output(tokens(DataType.FLOAT)), network.output(tokens(DataType.FLOAT))))
        .isLessThan(1e-5);
  }

  @Test
  void stepwiseNetworkReadsZerosForPadding() {
    MultiLayerNetwork network = padded(DataType.FLOAT);
    StepwiseNetwork stepwise = StepwiseNetwork.of(network);
    StepwiseNetwork.State state = stepwise.start();
    INDArray expected = network.output(tokens(DataType.FLOAT)).slice(1); // [2, T]

    for (int t = 0; t < 4; t++) {
      float[] output = stepwise.step((int) TOKENS[1][0][t], state);
      assertThat(distance(Nd4j.createFromArray(output), expected.getColumn(t))).isLessThan(1e-5);
    }
  }

  @Test
  void indexThatIsNotInTheTableIsAnError() {
    assertThatThrownBy(() -> embedding().paddingIndex(-1))
        .hasMessage("paddingIndex is -1: it must be 0 or more");
    assertThatThrownBy(() -> network(DataType.FLOAT, embedding().paddingIndex(V).build()))
        .hasMessageContaining("paddingIndex is 5: it must be from 0 to 4, because nIn is 5");
  }
}
