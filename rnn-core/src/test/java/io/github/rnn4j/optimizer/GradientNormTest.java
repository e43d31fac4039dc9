package io.github.rnn4j.optimizer;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.layer.CentralDifferences;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.output.TiedWeights;
import io.github.rnn4j.layer.packed.PackedElman;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class GradientNormTest {
  private static final int B = 5;
  private static final int C = 3;
  private static final int T = 4;
  private static final int V = 6;

  private static NeuralNetConfiguration.Builder base(DataType type) {
    return new NeuralNetConfiguration.Builder().seed(4).dataType(type).updater(new Sgd(1));
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nOut(2)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static MultiLayerNetwork dense(NeuralNetConfiguration.Builder base) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base.list()
                .layer(new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build())
                .layer(output())
                .setInputType(InputType.feedForward(C))
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph graph() {
    ComputationGraph network =
        new ComputationGraph(
            base(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("in")
                .addLayer("hidden", new DenseLayer.Builder().nOut(4).build(), "in")
                .addLayer("out", output(), "hidden")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(C))
                .build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork recurrent() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base(DataType.DOUBLE)
                .list()
                .layer(new SimpleRnn.Builder().nOut(4).activation(Activation.TANH).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(C))
                .build());
    network.init();
    return network;
  }

  private static DataSet rows(DataType type) {
    return new DataSet(random(1, B, C).castTo(type), random(2, B, 2).castTo(type).mul(3));
  }

  private static DataSet sequences() {
    return new DataSet(
        random(1, B, C, T).castTo(DataType.DOUBLE), random(2, B, 2, T).castTo(DataType.DOUBLE));
  }

  /** The norm by central differences of the score, which knows nothing of minibatch sizes. */
  @Test
  void normIsThatOfTheSlopesOfTheScore() {
    MultiLayerNetwork network = dense(base(DataType.DOUBLE));
    DataSet data = rows(DataType.DOUBLE);
    INDArray slopes =
        CentralDifferences.gradient(network.params(), () -> network.score(data, true));

    assertThat(normOfFit(network, data)).isCloseTo(norm(slopes), within(1e-8));
  }

  @Test
  void normOfAGraphIsThatOfTheSlopesOfTheScore() {
    ComputationGraph network = graph();
    DataSet data = rows(DataType.DOUBLE);
    INDArray slopes =
        CentralDifferences.gradient(network.params(), () -> network.score(data, true));
    GradientNorm norm = GradientNorm.measured();
    network.addListeners(norm);

    network.fit(data);

    assertThat(norm.latest()).isCloseTo(norm(slopes), within(1e-8));
  }

  @Test
  void gradientOfSequencesIsSummedOverTheirSteps() {
    MultiLayerNetwork network = recurrent();
    DataSet data = sequences();
    INDArray slopes =
        CentralDifferences.gradient(network.params(), () -> network.score(data, true));

    assertThat(normOfFit(network, data)).isCloseTo(norm(slopes), within(1e-8));
  }

  @Test
  void sharedMatrixCountsOnce() {
    MultiLayerNetwork network = tied();
    DataSet data = tokens();
    INDArray shared = network.getLayer(0).getParam("W"); // [V, E]
    INDArray copy = network.getLayer(2).getParam("W"); // [E, V]
    double squares =
        squares(
            CentralDifferences.gradient(
                shared,
                () -> {
                  copy.assign(shared.transpose());
                  return network.score(data, true);
                }));
    copy.assign(shared.transpose());
    for (String name : new String[] {"1_W", "1_RW", "1_b", "2_b"}) {
      squares +=
          squares(
              CentralDifferences.gradient(network.getParam(name), () -> network.score(data, true)));
    }

    assertThat(normOfFit(network, data)).isCloseTo(Math.sqrt(squares), within(1e-8));
  }

  private static MultiLayerNetwork tied() {
    int e = 3;
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base(DataType.DOUBLE)
                .list()
                .layer(new TokenEmbedding.Builder().nIn(V).nOut(e).build())
                .layer(new PackedElman.Builder().nIn(e).nOut(e).dataFormat(RNNFormat.NCW).build())
                .layer(
                    new SequenceOutput.Builder(LossFunction.MCXENT)
                        .nIn(e)
                        .nOut(V)
                        .dataFormat(RNNFormat.NCW)
                        .build())
                .build());
    network.init();
    TiedWeights.tie(network);
    return network;
  }

  private static DataSet tokens() {
    INDArray tokens = Nd4j.zeros(DataType.DOUBLE, B, 1, T);
    INDArray next = Nd4j.zeros(DataType.DOUBLE, B, V, T);
    for (int row = 0; row < B; row++) {
      for (int t = 0; t < T; t++) {
        tokens.putScalar(new int[] {row, 0, t}, (row * 5 + t * 2) % V);
        next.putScalar(new int[] {row, (row * 5 + t * 2 + 2) % V, t}, 1);
      }
    }
    return new DataSet(tokens, next);
  }

  @Test
  void penaltyOnTheWeightsDoesNotCount() {
    DataSet data = rows(DataType.DOUBLE);

    assertThat(normOfFit(dense(base(DataType.DOUBLE).l2(0.5)), data))
        .isEqualTo(normOfFit(dense(base(DataType.DOUBLE)), data));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void clippedUpdateIsTheUpdateScaledByThresholdOverNorm(DataType type) {
    MultiLayerNetwork plain = dense(base(type));
    MultiLayerNetwork clipped = dense(base(type));
    DataSet data = rows(type);
    double full = normOfFit(plain, data);
    GradientNorm norm = GradientNorm.clippedAt(full / 4);
    clipped.addListeners(norm);

    clipped.fit(data);

    INDArray start = dense(base(type)).params();
    INDArray update = start.sub(clipped.params()); // the learning rate is 1
    assertThat(norm.latest()).isEqualTo(full);
    assertThat(norm(update)).isCloseTo(full / 4, within(1e-6));
    assertThat(distance(update, start.sub(plain.params()).mul(0.25))).isLessThan(1e-6);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 1e6})
  void gradientUpToTheThresholdIsNotChanged(double timesTheNorm) {
    MultiLayerNetwork plain = dense(base(DataType.FLOAT));
    MultiLayerNetwork clipped = dense(base(DataType.FLOAT));
    double full = normOfFit(plain, rows(DataType.FLOAT));
    clipped.addListeners(GradientNorm.clippedAt(timesTheNorm * full));

    clipped.fit(rows(DataType.FLOAT));

    assertThat(clipped.params().toFloatVector()).isEqualTo(plain.params().toFloatVector());
  }

  @Test
  void thresholdMustBeAboveZero() {
    assertThatThrownBy(() -> GradientNorm.clippedAt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threshold is 0.0: it must be above 0");
    assertThatThrownBy(() -> GradientNorm.clippedAt(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double normOfFit(MultiLayerNetwork network, DataSet data) {
    GradientNorm norm = GradientNorm.measured();
    assertThat(norm.latest()).isNaN();
    network.addListeners(norm);
    network.fit(data);
    return norm.latest();
  }

  private static double norm(INDArray vector) {
    return Math.sqrt(squares(vector));
  }

  private static double squares(INDArray array) {
    return array.castTo(DataType.DOUBLE).mul(array).sumNumber().doubleValue();
  }
}
