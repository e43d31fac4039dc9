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
  void confidenceIsComparedWithTheShareOfCorrectPredictions() {
    double[][] probabilities = {
      {0.9, 0.1, 0}, // correct
      {0.05, 0.8, 0.15}, // wrong
      {0.3, 0.3, 0.4}, // correct
    };

    ReliabilityCurve curve = ReliabilityCurve.ofConfidence(probabilities, new int[] {0, 2, 2}, 2);

    assertThat(curve.bins().get(0)).isEqualTo(new ReliabilityCurve.Bin(1, 0.4, 1));
    assertThat(curve.bins().get(1).count()).isEqualTo(2);
    assertThat(curve.bins().get(1).probability()).isCloseTo(0.85, within(1e-12));
    assertThat(curve.bins().get(1).positives()).isEqualTo(0.5);
    // (1 |0.4 - 1| + 2 |0.85 - 0.5|) / 3
    assertThat(curve.calibrationError()).isCloseTo(1.3 / 3, within(1e-12));
  }

  @Test
  void confidenceOfTwoClassesIsThatOfThePredictedOne() {
    double[][] probabilities = {{0.5, 0.5}, {0.9, 0.1}};

    ReliabilityCurve curve = ReliabilityCurve.ofConfidence(probabilities, new int[] {1, 1}, 2);

    // The first is correct with 0.5, the second wrong with 0.9.
    assertThat(curve.bins().get(1).count()).isEqualTo(2);
    assertThat(curve.bins().get(1).positives()).isEqualTo(0.5);
    assertThatThrownBy(
            () -> ReliabilityCurve.ofConfidence(new double[][] {{1, 0}}, new int[] {2}, 2))
        .hasMessageContaining("Label 0 is 2");
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
