package io.github.rnn4j.layer.embedding;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.layer.Masks;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.optimizer.LazyAdam;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
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

/** {@link TokenEmbedding} against Deeplearning4j's {@code EmbeddingSequenceLayer}. */
class TokenEmbeddingTest {
  private static final int V = 7;
  private static final int E = 3;
  private static final int B = 4;
  private static final int T = 6;

  @ParameterizedTest
  @CsvSource({"DOUBLE, NONE", "DOUBLE, RIGHT", "DOUBLE, HOLES", "FLOAT, NONE", "FLOAT, RIGHT"})
  void trainsLikeEmbeddingSequenceLayer(DataType type, Masks masks) {
    MultiLayerNetwork expected =
        network(
            type,
            new EmbeddingSequenceLayer.Builder().nIn(V).nOut(E).inferInputLength(true).build());
    MultiLayerNetwork actual = network(type, new TokenEmbedding.Builder().nIn(V).nOut(E).build());
    expected.getLayer(1).setParams(actual.getLayer(1).params());
    expected.getLayer(2).setParams(actual.getLayer(2).params());
    expected.getLayer(0).getParam("W").assign(actual.getLayer(0).getParam("W"));
    INDArray mask = masks.create(B, T, 2);
    DataSet data = new DataSet(tokens(), random(3, B, 2, T), mask, mask);
    double tolerance = type == DataType.FLOAT ? 1e-5 : 1e-12;

    assertThat(distance(output(actual, data), output(expected, data))).isLessThan(tolerance);
    for (int update = 0; update < 3; update++) {
      expected.fit(data);
      actual.fit(data);
    }

    assertThat(
            distance(actual.getLayer(0).getParam("W"), expected.getLayer(0).getParam("W").dup('c')))
        .isLessThan(tolerance);
  }

  private static INDArray output(MultiLayerNetwork network, DataSet data) {
    return network.output(
        data.getFeatures(), false, data.getFeaturesMaskArray(), data.getLabelsMaskArray());
  }

  @Test
  void indicesAtMaskedStepsAreNotLookedAt() {
    MultiLayerNetwork network = network(DataType.FLOAT, small());
    INDArray tokens = tokens();
    INDArray mask = Nd4j.ones(B, T);
    mask.putScalar(1, T - 1, 0);
    INDArray expected = network.output(tokens, false, mask, mask);

    tokens.putScalar(new int[] {1, 0, T - 1}, -5);

    assertThat(network.output(tokens, false, mask, mask)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, V, 1.5, Double.NaN})
  void whatIsNoIndexIsAnError(double value) {
    MultiLayerNetwork network = network(DataType.FLOAT, small());
    INDArray tokens = tokens();
    tokens.putScalar(new int[] {2, 0, 1}, value);

    assertThatThrownBy(() -> network.output(tokens))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("Index is " + value + " in sequence 2, step 1")
        .hasMessageContaining("from 0 to 6");
  }

  @Test
  void oneHotVectorsAreAnError() {
    MultiLayerNetwork network = network(DataType.FLOAT, small());

    assertThatThrownBy(() -> network.output(Nd4j.zeros(B, V, T)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("[4, 7, 6]")
        .hasMessageContaining("takes indices");
  }

  @Test
  void timeMayBeTheMiddleAxisOfTheOutput() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base(DataType.FLOAT)
                .list()
                .layer(
                    new TokenEmbedding.Builder().nIn(V).nOut(E).outputFormat(RNNFormat.NWC).build())
                .layer(new PackedElman.Builder().nOut(2).build())
                .setInputType(InputType.recurrent(1, T, RNNFormat.NCW))
                .build());
    network.init();

    INDArray vectors = network.feedForward(tokens()).get(1);

    assertThat(vectors.shape()).containsExactly(B, T, E);
    int token = tokens().getInt(2, 0, 4);
    assertThat(vectors.slice(2).slice(4).dup())
        .isEqualTo(network.getLayer(0).getParam("W").getRow(token).dup());
  }

  @Test
  void normalWeightsHaveVarianceOne() {
    MultiLayerNetwork network =
        network(
            DataType.FLOAT,
            new TokenEmbedding.Builder().nIn(2000).nOut(20).weightInit(WeightInit.NORMAL).build());

    double deviation = network.getLayer(0).getParam("W").stdNumber().doubleValue();

    assertThat(deviation).isBetween(0.98, 1.02);
  }

  @Test
  void lazyAdamMovesTheRowsOfTheMinibatchOnlyAndSurvivesTheFile(@TempDir Path folder)
      throws IOException {
    Layer embedding =
        new TokenEmbedding.Builder().nIn(V).nOut(E).updater(new LazyAdam(0.01)).build();
    MultiLayerNetwork network = network(DataType.FLOAT, embedding);
    INDArray before = network.getLayer(0).getParam("W").dup();
    DataSet data = new DataSet(tokens(), random(3, B, 2, T).castTo(DataType.FLOAT));
    network.fit(data);
    network.fit(new DataSet(Nd4j.ones(B, 1, T), data.getLabels())); // token 1 alone
    INDArray two = network.getLayer(0).getParam("W").dup();
    File file = folder.resolve("network.zip").toFile();
    network.save(file, true);

    MultiLayerNetwork read = MultiLayerNetwork.load(file, true);
    network.fit(data);
    read.fit(data);

    assertThat(read.params()).isEqualTo(network.params());
    IUpdater updater = ((TokenEmbedding) read.getLayer(0).conf().getLayer()).getIUpdater();
    assertThat(updater).isEqualTo(new LazyAdam(0.01));
    assertThat(two.getRow(0)).isEqualTo(before.getRow(0)); // <pad>: never a token
    assertThat(two.getRow(1)).isNotEqualTo(before.getRow(1));
  }

  @Test
  void jsonKeepsEverything() {
    Layer embedding =
        new TokenEmbedding.Builder().nIn(V).nOut(E).updater(new LazyAdam(0.01)).build();
    MultiLayerConfiguration configuration =
        network(DataType.FLOAT, embedding).getLayerWiseConfigurations();

    assertThat(MultiLayerConfiguration.fromJson(configuration.toJson())).isEqualTo(configuration);
  }

  @Test
  void anActivationIsAnError() {
    assertThatThrownBy(() -> new TokenEmbedding.Builder().activation(Activation.TANH).build())
        .hasMessageContaining("must be the identity");
  }

  private static Layer small() {
    return new TokenEmbedding.Builder().nIn(V).nOut(E).build();
  }

  private static NeuralNetConfiguration.Builder base(DataType type) {
    return new NeuralNetConfiguration.Builder().dataType(type).seed(5).updater(new Sgd(0.1));
  }

  private static MultiLayerNetwork network(DataType type, Layer embedding) {
    long size = ((org.deeplearning4j.nn.conf.layers.FeedForwardLayer) embedding).getNOut();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base(type)
                .list()
                .layer(embedding)
                .layer(new PackedElman.Builder().nIn(size).nOut(4).build())
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

  /** Tokens 1 to 6, repeated ones among them. */
  private static INDArray tokens() {
    Random random = new Random(1);
    INDArray tokens = Nd4j.zeros(B, 1, T);
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < T; t++) {
        tokens.putScalar(new int[] {b, 0, t}, 1 + random.nextInt(V - 1));
      }
    }
    return tokens;
  }
}
