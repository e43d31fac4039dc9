package io.github.rnn4j.layer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.kernel.choice.BackendProperty;
import io.github.rnn4j.layer.CentralDifferences;
import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.model.ModelArchive;
import io.github.rnn4j.stateful.SequencePredictor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
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
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Dropout of words and of word types. */
class TokenDropoutTest {

  private static final int V = 50;
  private static final int E = 3;
  private static final int UNKNOWN = 1;
  private static final int B = 10;
  private static final int T = 40;
  private static final long SEED = 77;

  @AfterEach
  void forceNoBackend() {
    System.clearProperty(BackendProperty.NAME);
  }

  private static TokenEmbedding.Builder embedding() {
    return new TokenEmbedding.Builder().nIn(V).nOut(E);
  }

  private static MultiLayerNetwork network(DataType type, TokenEmbedding embedding) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(5)
                .updater(new Sgd(0.1))
                .list()
                .layer(embedding)
                .layer(new PackedLstm.Builder().nIn(E).nOut(4).result(SequenceResult.MEAN).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static INDArray table(MultiLayerNetwork network) {
    return network.getLayer(0).getParam("W");
  }

  private static INDArray tokens(DataType type) {
    Random random = new Random(3);
    INDArray tokens = Nd4j.create(type, B, 1, T);
    for (int i = 0; i < B * T; i++) {
      tokens.putScalar(new int[] {i / T, 0, i % T}, 2 + random.nextInt(V - 2));
    }
    return tokens;
  }

  private static INDArray vectors(MultiLayerNetwork network, INDArray tokens, boolean training) {
    Nd4j.getRandom().setSeed(SEED);
    return network.feedForward(tokens, training).get(1); // [B, E, T]
  }

  @Test
  void droppedWordsAreUnknownOnes() {
    MultiLayerNetwork network =
        network(DataType.DOUBLE, embedding().wordDropout(0.3, UNKNOWN).build());
    INDArray tokens = tokens(DataType.DOUBLE);

    INDArray out = vectors(network, tokens, true);

    int dropped = 0;
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < T; t++) {
        INDArray vector = out.slice(b).getColumn(t);
        boolean unknown = vector.equals(table(network).getRow(UNKNOWN));
        if (!unknown) {
          assertThat(vector).isEqualTo(table(network).getRow(tokens.getLong(b, 0, t)));
        }
        dropped += unknown ? 1 : 0;
      }
    }
    assertThat((double) dropped / (B * T)).isCloseTo(0.3, within(0.092)); // 4 standard deviations
  }

  @Test
  void droppedTypesAreZeroWhereverTheyOccurAndAllOthersLarger() {
    MultiLayerNetwork network = network(DataType.DOUBLE, embedding().typeDropout(0.4).build());
    INDArray tokens = tokens(DataType.DOUBLE);

    INDArray out = vectors(network, tokens, true);

    Map<Long, Boolean> zero = new HashMap<>();
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < T; t++) {
        long token = tokens.getLong(b, 0, t);
        INDArray vector = out.slice(b).getColumn(t);
        boolean dropped = vector.amaxNumber().doubleValue() == 0;
        assertThat(zero.getOrDefault(token, dropped)).isEqualTo(dropped);
        zero.put(token, dropped);
        if (!dropped) {
          assertThat(vector.mul(0.6).distance2(table(network).getRow(token)))
              .isCloseTo(0, within(1e-12));
        }
      }
    }
    long types = zero.values().stream().filter(each -> each).count();
    assertThat((double) types / zero.size()).isCloseTo(0.4, within(0.28)); // 4 of 48 types
  }

  @ParameterizedTest
  @CsvSource({"0.3, 0", "0, 0.4", "0.3, 0.4"})
  void predictionDropsNothing(double words, double types) {
    MultiLayerNetwork network =
        network(DataType.FLOAT, embedding().wordDropout(words, UNKNOWN).typeDropout(types).build());
    MultiLayerNetwork plain = network(DataType.FLOAT, embedding().build());
    plain.setParams(network.params());
    INDArray tokens = tokens(DataType.FLOAT);

    assertThat(network.output(tokens)).isEqualTo(plain.output(tokens));
    assertThat(SequencePredictor.of(network).predict(new int[][] {{4, 5}}))
        .isDeepEqualTo(SequencePredictor.of(plain).predict(new int[][] {{4, 5}}));
  }

  /** The backward pass has to drop what the forward pass dropped. */
  @ParameterizedTest
  @CsvSource({"0.3, 0", "0, 0.4", "0.3, 0.4"})
  void gradientIsThatOfCentralDifferencesWithTheDropsFixed(double words, double types) {
    MultiLayerNetwork network =
        network(
            DataType.DOUBLE, embedding().wordDropout(words, UNKNOWN).typeDropout(types).build());
    network.setInput(
        Nd4j.createFromArray(new double[][][] {{{2, 3, 4, 2}}, {{5, 2, 2, 6}}, {{7, 8, 9, 5}}}));
    network.setLabels(LayerFixture.random(9, 3, 2));

    INDArray numeric =
        CentralDifferences.gradient(
            table(network),
            () -> {
              score(network);
              return network.score() * 3; // Deeplearning4j divides the gradient only in the update
            });
    score(network);

    INDArray gradient = network.gradient().getGradientFor("0_W");
    assertThat(CentralDifferences.relativeError(gradient, numeric)).isLessThan(1e-6);
  }

  private static void score(MultiLayerNetwork network) {
    Nd4j.getRandom().setSeed(SEED);
    network.computeGradientAndScore();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "plain", "nd4j"})
  void everyBackendDropsTheSame(String backend) {
    TokenEmbedding dropping = embedding().wordDropout(0.3, UNKNOWN).typeDropout(0.4).build();
    INDArray expected = vectors(network(DataType.FLOAT, dropping), tokens(DataType.FLOAT), true);
    System.setProperty(BackendProperty.NAME, backend);

    INDArray out = vectors(network(DataType.FLOAT, dropping), tokens(DataType.FLOAT), true);

    assertThat(out).isEqualTo(expected);
  }

  @Test
  void maskedStepsStayZero() {
    MultiLayerNetwork network =
        network(DataType.DOUBLE, embedding().wordDropout(0.9, UNKNOWN).build());
    INDArray mask = Nd4j.ones(DataType.DOUBLE, B, T);
    for (int b = 0; b < B; b++) {
      mask.putScalar(b, T - 1, 0);
    }

    network.setLayerMaskArrays(mask, null);
    INDArray out = vectors(network, tokens(DataType.DOUBLE), true);

    for (int b = 0; b < B; b++) {
      assertThat(out.slice(b).getColumn(T - 1).amaxNumber().doubleValue()).isZero();
    }
  }

  @Test
  void settingsAreSavedWithTheNetwork(@TempDir Path folder) throws IOException {
    TokenEmbedding dropping = embedding().wordDropout(0.25, UNKNOWN).typeDropout(0.125).build();
    Path file = folder.resolve("network.zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelArchive.write(network(DataType.FLOAT, dropping), out);
    }

    TokenEmbedding read =
        (TokenEmbedding) ModelArchive.multiLayerNetwork(file).getLayer(0).conf().getLayer();

    assertThat(read.wordDropout()).isEqualTo(0.25);
    assertThat(read.unknownIndex()).isEqualTo(UNKNOWN);
    assertThat(read.typeDropout()).isEqualTo(0.125);
  }

  @Test
  void settingsThatDifferMakeLayersDiffer() {
    TokenEmbedding plain = embedding().build();

    assertThat(embedding().build()).isEqualTo(plain);
    assertThat(embedding().wordDropout(0.1, 0).build()).isNotEqualTo(plain);
    assertThat(embedding().typeDropout(0.1).build()).isNotEqualTo(plain);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> embedding().wordDropout(1, 0))
        .hasMessage(
            "wordDropout is 1.0: it must be at least 0 and below 1; it is the probability of dropping, not of keeping");
    assertThatThrownBy(() -> embedding().typeDropout(-0.1)).hasMessageStartingWith("typeDropout");
    assertThatThrownBy(() -> embedding().wordDropout(0.1, -1)).hasMessageContaining("is -1");
    assertThatThrownBy(() -> network(DataType.FLOAT, embedding().wordDropout(0.1, V).build()))
        .hasMessageContaining("unknown index of wordDropout is 50");
  }
}
