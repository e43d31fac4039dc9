package io.github.rnn4j.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.RampSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class ScheduleTest {

  private static MultiLayerConfiguration with(ISchedule schedule) {
    return new NeuralNetConfiguration.Builder()
        .updater(new Adam(schedule))
        .list()
        .layer(new DenseLayer.Builder().nIn(2).nOut(2).build())
        .build();
  }

  @Test
  void rateRisesInAStraightLineAndIsThenThatOfTheSchedule() {
    ISchedule falling = new LinearDecaySchedule(0.8, 100);
    ISchedule warmed = new WarmUpSchedule(falling, 4);

    assertThat(warmed.valueAt(0, 0)).isCloseTo(0.8 / 4, within(1e-12));
    assertThat(warmed.valueAt(1, 0)).isCloseTo(0.8 * 0.99 * 2 / 4, within(1e-12));
    assertThat(warmed.valueAt(3, 0)).isEqualTo(falling.valueAt(3, 0));
    assertThat(warmed.valueAt(50, 0)).isEqualTo(falling.valueAt(50, 0));
  }

  @Test
  void linearRateFallsToZeroAndStaysThere() {
    ISchedule falling = new LinearDecaySchedule(0.8, 100);

    assertThat(falling.valueAt(0, 0)).isEqualTo(0.8);
    assertThat(falling.valueAt(25, 7)).isCloseTo(0.6, within(1e-12));
    assertThat(falling.valueAt(100, 0)).isZero();
    assertThat(falling.valueAt(101, 0)).isZero();
  }

  @Test
  void lateDecayBeginsInTheSecondHalfAndEndsAtATwentieth() {
    ISchedule six = new LateDecaySchedule(0.3, 6);

    assertThat(six.valueAt(0, 0)).isEqualTo(0.3);
    assertThat(six.valueAt(9, 2)).isEqualTo(0.3);
    assertThat(six.valueAt(9, 3)).isCloseTo(0.3 * (1 - 0.95 / 3), within(1e-12));
    assertThat(six.valueAt(9, 4)).isCloseTo(0.3 * (1 - 1.9 / 3), within(1e-12));
    assertThat(six.valueAt(9, 5)).isCloseTo(0.3 * 0.05, within(1e-12));
    assertThat(six.valueAt(9, 60)).isCloseTo(0.3 * 0.05, within(1e-12));
    assertThat(new LateDecaySchedule(0.3, 1).valueAt(9, 5)).isEqualTo(0.3);
    assertThat(new LateDecaySchedule(0.3, 2).valueAt(9, 1)).isCloseTo(0.015, within(1e-12));
  }

  @Test
  void heldRateStaysWhereItsScheduleEnded() {
    ISchedule held = new HeldSchedule(new LinearDecaySchedule(0.8, 100), 25);

    assertThat(held.valueAt(10, 0)).isCloseTo(0.8 * 0.9, within(1e-12));
    assertThat(held.valueAt(25, 0)).isCloseTo(0.6, within(1e-12));
    assertThat(held.valueAt(80, 3)).isCloseTo(0.6, within(1e-12));
  }

  /** When this fails, Deeplearning4j's own class has become usable. */
  @Test
  void deeplearning4jsPolyScheduleRises() {
    ISchedule poly = new PolySchedule(ScheduleType.ITERATION, 0.8, 1, 100);

    assertThat(poly.valueAt(50, 0)).isCloseTo(0.8 * 1.5, within(1e-12));
  }

  @Test
  void savedConfigurationIsReadBackAsItWas() {
    ISchedule held = new HeldSchedule(new LinearDecaySchedule(0.01, 9), 5);
    MultiLayerConfiguration saved = with(new WarmUpSchedule(held, 10));

    assertThat(MultiLayerConfiguration.fromJson(saved.toJson())).isEqualTo(saved);
    MultiLayerConfiguration late = with(new LateDecaySchedule(0.01, 9));
    assertThat(MultiLayerConfiguration.fromJson(late.toJson())).isEqualTo(late);
  }

  /** When this fails, Deeplearning4j's own class has become usable. */
  @Test
  void deeplearning4jsRampScheduleCannotBeReadBack() {
    String json = with(new RampSchedule(new FixedSchedule(0.01), 10)).toJson();

    assertThatThrownBy(() -> MultiLayerConfiguration.fromJson(json))
        .hasStackTraceContaining("RampSchedule");
  }

  @Test
  void numberOutOfItsRangeIsAnError() {
    assertThatThrownBy(() -> new WarmUpSchedule(new FixedSchedule(0.01), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("updates is 0");
    assertThatThrownBy(() -> new HeldSchedule(new FixedSchedule(0.01), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("updates is 0");
    assertThatThrownBy(() -> new LinearDecaySchedule(0.01, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("updates is 0");
    assertThatThrownBy(() -> new LinearDecaySchedule(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rate is NaN");
  }
}
