package io.github.rnn4j.optimizer;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** {@link LazyAdam} against Deeplearning4j's {@code Adam}. */
class LazyAdamTest {
  private static final int N = 50;

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void isAdamWhereEveryEntryHasAGradient(DataType type) {
    GradientUpdater<?> lazy = new LazyAdam(0.01).instantiate(state(type), true);
    GradientUpdater<?> adam = new Adam(0.01).instantiate(state(type), true);

    // ND4J takes 1 - beta2 from a rounded beta2: 5e-5 of an update of 0.01 or less
    for (int t = 0; t < 5; t++) {
      INDArray expected = random(t, N).castTo(type);
      INDArray actual = expected.dup();
      adam.applyUpdater(expected, t, 0);
      lazy.applyUpdater(actual, t, 0);
      assertThat(distance(actual, expected)).isLessThan(type == DataType.FLOAT ? 5e-7 : 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void anEntryWithoutGradientKeepsItsMoments(DataType type) {
    GradientUpdater<?> updater = new LazyAdam(0.01).instantiate(state(type), true);
    updater.applyUpdater(random(1, N).castTo(type), 0, 0);
    INDArray mean = updater.getState().get("M").dup();
    INDArray variance = updater.getState().get("V").dup();
    INDArray gradient = Nd4j.zeros(type, N);
    gradient.putScalar(3, 0.5);

    updater.applyUpdater(gradient, 1, 0);

    assertThat(gradient.neq(0).castTo(DataType.INT32).sumNumber().intValue()).isEqualTo(1);
    assertThat(gradient.getDouble(3)).isNotZero();
    for (int i = 0; i < N; i++) {
      if (i != 3) {
        assertThat(updater.getState().get("M").getDouble(i)).isEqualTo(mean.getDouble(i));
        assertThat(updater.getState().get("V").getDouble(i)).isEqualTo(variance.getDouble(i));
      }
    }
    // 0.9 m + 0.1 * 0.5
    assertThat(updater.getState().get("M").getDouble(3))
        .isCloseTo(0.9 * mean.getDouble(3) + 0.05, org.assertj.core.api.Assertions.within(1e-7));
  }

  @Test
  void theLearningRateMayFollowASchedule() {
    LazyAdam adam =
        new LazyAdam(new MapSchedule.Builder(ScheduleType.EPOCH).add(0, 0.1).add(2, 0.01).build());

    assertThat(adam.getLearningRate(0, 0)).isEqualTo(0.1);
    assertThat(adam.getLearningRate(0, 3)).isEqualTo(0.01);
    assertThat(adam.clone()).isEqualTo(adam).hasSameHashCodeAs(adam);
  }

  @Test
  void numbersOutsideTheirRangeAreErrors() {
    assertThatThrownBy(() -> new LazyAdam(0)).hasMessageContaining("0.0: it must be above 0");
    assertThatThrownBy(() -> new LazyAdam(0.1, null, 1, 0.999, 1e-8))
        .hasMessageContaining("beta1 is 1.0");
    assertThatThrownBy(() -> new LazyAdam(0.1, null, 0.9, -1, 1e-8))
        .hasMessageContaining("beta2 is -1.0");
    assertThatThrownBy(() -> new LazyAdam(0.1, null, 0.9, 0.9, 0))
        .hasMessageContaining("epsilon is 0.0");
  }

  private static INDArray state(DataType type) {
    return Nd4j.zeros(type, 1, 2 * N);
  }
}
