package io.github.rnn4j.imdb.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogCountRatioTest {

  /**
   * Feature 0 occurs in two texts of class 1 and none of class 0, feature 1 in one of each, feature
   * 2 in one of class 0. With 1 added, p = (3, 2, 1), |p| = 6, q = (1, 2, 2), |q| = 5.
   */
  @Test
  void ratiosAreThoseOfTheFormula() {
    int[][] texts = {{0, 1}, {0}, {1, 2}};

    double[] ratios = LogCountRatio.of(texts, new int[] {1, 1, 0}, 1, 3);

    assertThat(ratios[0]).isCloseTo(Math.log((3.0 / 6) / (1.0 / 5)), within(1e-12));
    assertThat(ratios[1]).isCloseTo(Math.log((2.0 / 6) / (2.0 / 5)), within(1e-12));
    assertThat(ratios[2]).isCloseTo(Math.log((1.0 / 6) / (2.0 / 5)), within(1e-12));
  }

  @Test
  void aWordCountsOnceInAText() {
    List<int[]> once = List.of(new int[] {2, 3}, new int[] {3});
    List<int[]> often = List.of(new int[] {2, 2, 2, 3}, new int[] {3, 3, 1});
    int[] labels = {1, 0};

    double[] ratios = LogCountRatio.ofWords(often, labels, 1, 4);

    assertThat(ratios).isEqualTo(LogCountRatio.ofWords(once, labels, 1, 4));
    assertThat(ratios[0]).isZero();
    assertThat(ratios[1]).isZero();
    assertThat(ratios[2]).isPositive();
  }

  @Test
  void ofMoreClassesEachIsComparedWithAllOthers() {
    List<int[]> texts = List.of(new int[] {2}, new int[] {3}, new int[] {4});
    int[] labels = {0, 1, 2};

    assertThat(LogCountRatio.ofWords(texts, labels, 1, 5)[3]).isPositive();
    assertThat(LogCountRatio.ofWords(texts, labels, 1, 5)[4])
        .isNegative()
        .isEqualTo(LogCountRatio.ofWords(texts, labels, 1, 5)[2]);
  }
}
