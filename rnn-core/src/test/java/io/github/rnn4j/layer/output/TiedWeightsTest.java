package io.github.rnn4j.layer.output;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.packed.PackedElman;
import java.util.Random;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class TiedWeightsTest {
  private static final int V = 5;
  private static final int E = 3;
  private static final int B = 2;
  private static final int T = 4;
  private static final double STEP = 1e-5;

  @Test
  void anUpdateFollowsTheSlopeOfTheLossInTheOneMatrix() {
    MultiLayerNetwork network = network(E, new Sgd(1), false);
    TiedWeights.tie(network);
    DataSet data = data();
    INDArray before = vectors(network).dup();
    INDArray slope = Nd4j.zeros(DataType.DOUBLE, V, E);
    for (int token = 0; token < V; token++) {
      for (int place = 0; place < E; place++) {
        double above = lossWith(network, data, before, token, place, STEP);
        double below = lossWith(network, data, before, token, place, -STEP);
        slope.putScalar(token, place, (above - below) / (2 * STEP));
      }
    }
    set(network, before);

    network.fit(data);

    INDArray moved = before.sub(vectors(network));
    assertThat(moved.amaxNumber().doubleValue()).isGreaterThan(1e-3);
    assertThat(distance(moved, slope)).isLessThan(1e-7);
  }

  @Test
  void bothMatricesStayTheSameWithAdamAndClipping() {
    MultiLayerNetwork network = network(E, new Adam(0.05), true);
    TiedWeights.tie(network);
    INDArray before = vectors(network).dup();

    for (int update = 0; update < 5; update++) {
      network.fit(data());
    }

    assertThat(distance(output(network).transpose().dup(), vectors(network))).isZero();
    assertThat(distance(vectors(network), before)).isGreaterThan(0.01);
  }

  @Test
  void theMatrixCountsOnce() {
    MultiLayerNetwork network = network(E, new Sgd(1), false);

    TiedWeights.tie(network);

    long elman = E * E + E * E + E;
    assertThat(TiedWeights.parameters(network)).isEqualTo(V * E + elman + V);
  }

  @Test
  void refusesLayersOfOtherShapes() {
    MultiLayerNetwork network = network(E + 1, new Sgd(1), false);

    assertThatThrownBy(() -> TiedWeights.tie(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[5, 3]", "[4, 5]", "as large as a word vector");
    assertThat(network.getListeners()).isEmpty();
  }

  private static double lossWith(
      MultiLayerNetwork network, DataSet data, INDArray base, int token, int place, double by) {
    INDArray moved = base.dup();
    moved.putScalar(token, place, moved.getDouble(token, place) + by);
    set(network, moved);
    double loss = network.score(data, true);
    assertThat(loss).isCloseTo(network.score(data, true), within(0.0));
    return loss;
  }

  private static void set(MultiLayerNetwork network, INDArray vectors) {
    vectors(network).assign(vectors);
    output(network).assign(vectors.transpose());
  }

  private static INDArray vectors(MultiLayerNetwork network) {
    return network.getLayer(0).getParam("W");
  }

  private static INDArray output(MultiLayerNetwork network) {
    return network.getLayer(2).getParam("W");
  }

  private static MultiLayerNetwork network(int hidden, IUpdater updater, boolean clipped) {
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder().seed(1).dataType(DataType.DOUBLE).updater(updater);
    if (clipped) {
      base.gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(0.1);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base.list()
                .layer(new TokenEmbedding.Builder().nIn(V).nOut(E).build())
                .layer(
                    new PackedElman.Builder().nIn(E).nOut(hidden).dataFormat(RNNFormat.NCW).build())
                .layer(
                    new SequenceOutput.Builder(LossFunction.MCXENT)
                        .nIn(hidden)
                        .nOut(V)
                        .dataFormat(RNNFormat.NCW)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static DataSet data() {
    Random random = new Random(7);
    INDArray tokens = Nd4j.zeros(DataType.DOUBLE, B, 1, T);
    INDArray next = Nd4j.zeros(DataType.DOUBLE, B, V, T);
    for (int row = 0; row < B; row++) {
      for (int step = 0; step < T; step++) {
        tokens.putScalar(new int[] {row, 0, step}, random.nextInt(V));
        next.putScalar(new int[] {row, random.nextInt(V), step}, 1);
      }
    }
    return new DataSet(tokens, next);
  }
}
