package io.github.rnn4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityCurveTest {

  @Test
  void binsHoldCountMeanProbabilityAndShareOfPositives() {
    double[] probabilities = {0.1, 0.2, 0.5, 0.9, 1.0};
    int[] labels = {0, 1, 1, 1, 0};

    ReliabilityCurve curve = ReliabilityCurve.of(probabilities, labels, 2);

    // 0.5 lies on the border and counts in the upper bin.
    assertThat(curve.bins().get(0).count()).isEqualTo(2);
    assertThat(curve.bins().get(0).probability()).isCloseTo(0.15, within(1e-12));
    assertThat(curve.bins().get(0).positives()).isEqualTo(0.5);
    assertThat(curve.bins().get(1).count()).isEqualTo(3);
    assertThat(curve.bins().get(1).probability()).isCloseTo(0.8, within(1e-12));
    assertThat(curve.bins().get(1).positives()).isCloseTo(2 / 3.0, within(1e-12));
    // (2 |0.15 - 0.5| + 3 |0.8 - 2/3|) / 5
    assertThat(curve.calibrationError()).isCloseTo((0.7 + 0.4) / 5, within(1e-12));
  }

  @Test
  void emptyBinsHaveNoFiguresAndDoNotCount() {
    ReliabilityCurve curve = ReliabilityCurve.of(new double[] {0.95}, new int[] {1}, 10);

    assertThat(curve.bins()).hasSize(10);
    assertThat(curve.bins().get(0).count()).isZero();
    assertThat(curve.bins().get(0).positives()).isNaN();
    assertThat(curve.calibrationError()).isCloseTo(0.05, within(1e-12));
  }

  @Test
  void probabilitiesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> ReliabilityCurve.of(new double[] {Double.NaN}, new int[] {1}, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> ReliabilityCurve.of(new double[] {0.5}, new int[] {1}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 or more");
  }
}
