package io.github.rnn4j.optimizer;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** {@link FusedAdam} against Deeplearning4j's {@code Adam}. */
class FusedAdamTest {

  /** The longest needs several threads, and is no whole number of their portions. */
  @ParameterizedTest
  @CsvSource({"FLOAT, 1", "FLOAT, 4096", "FLOAT, 100001", "DOUBLE, 50"})
  void isAdam(DataType type, int length) {
    GradientUpdater<?> fused = new FusedAdam(0.01).instantiate(state(type, length), true);
    GradientUpdater<?> adam = new Adam(0.01).instantiate(state(type, length), true);

    for (int t = 0; t < 5; t++) {
      INDArray expected = random(t, length).castTo(type);
      expected.putScalar(0, t % 2); // now and then no gradient: the moments decay all the same
      INDArray actual = expected.dup();
      adam.applyUpdater(expected, t, 0);
      fused.applyUpdater(actual, t, 0);
      // ND4J takes 1 - beta2 from a rounded beta2: 5e-5 of an update of 0.01 or less
      assertThat(distance(actual, expected)).isLessThan(type == DataType.FLOAT ? 5e-7 : 1e-12);
    }
  }

  @Test
  void aNetworkKeepsItInItsJson() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .updater(new FusedAdam(0.02, null, 0.8, 0.99, 1e-7))
            .list()
            .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(1).nOut(2).build())
            .build();

    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());

    assertThat(((OutputLayer) read.getConf(0).getLayer()).getIUpdater())
        .isEqualTo(new FusedAdam(0.02, null, 0.8, 0.99, 1e-7))
        .isNotEqualTo(new LazyAdam(0.02, null, 0.8, 0.99, 1e-7));
  }

  @Test
  void numbersOutsideTheirRangeAreErrors() {
    assertThatThrownBy(() -> new FusedAdam(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1.0: it must be above 0");
  }

  private static INDArray state(DataType type, int length) {
    return Nd4j.zeros(type, 1, 2L * length);
  }
}
