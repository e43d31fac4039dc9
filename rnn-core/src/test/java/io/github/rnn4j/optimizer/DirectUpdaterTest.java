package io.github.rnn4j.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.layer.packed.PackedGru;
import java.util.List;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** {@link DirectUpdater} against Deeplearning4j's updater. */
class DirectUpdaterTest {
  private final INDArray x = Nd4j.rand(DataType.FLOAT, 4, 3, 5);
  private final INDArray y = Nd4j.rand(DataType.FLOAT, 4, 2, 5);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void computesTheSameNumbers(boolean averaged) {
    MultiLayerNetwork expected = network(averaged);
    MultiLayerNetwork actual = network(averaged);
    DirectUpdater.install(actual);

    fit(expected);
    fit(actual);

    assertThat(actual.params().equalsWithEps(expected.params(), 0)).isTrue();
    assertThat(actual.updaterState().equalsWithEps(expected.updaterState(), 0)).isTrue();
  }

  /** Deeplearning4j compares with {@code ==}; when it compares correctly, this class can go. */
  @Test
  void deeplearning4jRecognizesTheGradientsOnlyWithIt() {
    MultiLayerNetwork network = network(true);
    DirectUpdater.install(network);
    fit(network);
    INDArray own = network.getFlattenedGradients();

    assertThat(network.gradient().gradient()).isNotSameAs(own);
    assertThat(DirectUpdater.recognizable(network.gradient(), own, own).gradient()).isSameAs(own);
    Gradient other = new DefaultGradient(own.dup());
    assertThat(DirectUpdater.recognizable(other, own, own)).isSameAs(other);
  }

  @Test
  void noticesThatTheNetworkHasOtherArrays() {
    MultiLayerNetwork expected = network(true);
    MultiLayerNetwork actual = network(true);
    DirectUpdater.install(actual);

    for (MultiLayerNetwork network : List.of(expected, actual)) {
      fit(network);
      network.initGradientsView();
      fit(network);
    }

    assertThat(actual.params().equalsWithEps(expected.params(), 0)).isTrue();
  }

  @Test
  void canBeRemoved() {
    MultiLayerNetwork network = network(true);
    DirectUpdater.install(network);
    fit(network);
    INDArray state = network.updaterState().dup();

    DirectUpdater.remove(network);

    assertThat(network.updaterState()).isEqualTo(state);
    assertThat(network).isEqualTo(network.clone());
  }

  @Test
  void continuesFromTheStateOfTheNetwork() {
    MultiLayerNetwork expected = network(true);
    MultiLayerNetwork actual = network(true);

    fit(expected);
    fit(expected);
    fit(actual);
    DirectUpdater.install(actual);
    DirectUpdater.install(actual);
    fit(actual);

    assertThat(actual.getUpdater().getClass()).isNotEqualTo(MultiLayerUpdater.class);
    assertThat(actual.params().equalsWithEps(expected.params(), 0)).isTrue();
    assertThat(actual.clone().updaterState()).isEqualTo(expected.updaterState());
  }

  @Test
  void updatesTheGradientsOfAnotherNetwork() {
    MultiLayerNetwork network = network(true);
    INDArray expected = updated(network.getUpdater(), network);
    DirectUpdater.install(network);
    INDArray actual = updated(network.getUpdater(), network);

    assertThat(actual.equalsWithEps(expected, 0)).isTrue();
  }

  private INDArray updated(Updater updater, MultiLayerNetwork network) {
    MultiLayerNetwork other = network(true);
    other.setInput(x);
    other.setLabels(y);
    other.computeGradientAndScore();
    INDArray before = other.gradient().gradient().dup();
    updater.setStateViewArray(network, Nd4j.zerosLike(network.updaterState()), false);
    updater.update(network, other.gradient(), 0, 0, 4, LayerWorkspaceMgr.noWorkspaces());
    INDArray after = other.gradient().gradient();
    assertThat(after.equalsWithEps(before, 0)).isFalse();
    return after;
  }

  @Test
  void updatesGraphs() {
    ComputationGraph expected = network(true).toComputationGraph();
    ComputationGraph actual = network(true).toComputationGraph();
    DirectUpdater.install(actual);
    assertThat(actual.getUpdater().getClass()).isNotEqualTo(ComputationGraphUpdater.class);

    for (ComputationGraph graph : List.of(expected, actual)) {
      for (int i = 0; i < 3; i++) {
        graph.fit(new INDArray[] {x}, new INDArray[] {y});
      }
    }

    assertThat(actual.params().equalsWithEps(expected.params(), 0)).isTrue();
    assertThat(actual.updaterState().equalsWithEps(expected.updaterState(), 0)).isTrue();
    DirectUpdater.remove(actual);
    assertThat(actual.updaterState()).isEqualTo(expected.updaterState());
    assertThat(actual.getUpdater()).isEqualTo(expected.getUpdater());
  }

  private void fit(MultiLayerNetwork network) {
    for (int i = 0; i < 3; i++) {
      network.fit(x, y);
    }
  }

  /** Layers with different updaters and regularization, and with clipping. */
  private static MultiLayerNetwork network(boolean averaged) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .miniBatch(averaged)
                .updater(new FusedAdam(0.01))
                .weightDecay(0.1)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(0.5)
                .list()
                .layer(
                    new PackedGru.Builder().nIn(3).nOut(4).weightDecay(0).l1(0.02).l2(0.01).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .updater(new Nesterovs(0.1))
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return network;
  }
}
