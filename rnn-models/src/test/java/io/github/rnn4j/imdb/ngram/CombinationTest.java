package io.github.rnn4j.imdb.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinationTest {

  private static final int COUNT = 20_000;

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static double[] binary(double logit) {
    return new double[] {sigmoid(-logit), sigmoid(logit)};
  }

  /** The mean log loss and the preference for a half each, as the class describes them. */
  private static double objective(
      double a, double b, double[][] first, double[][] second, int[] labels) {
    double sum = (Math.pow(a - 0.5, 2) + Math.pow(b - 0.5, 2)) / 2;
    double[][] combined = new Combination(a, b).combined(first, second);
    for (int i = 0; i < labels.length; i++) {
      sum -= Math.log(combined[i][labels[i]]);
    }
    return sum;
  }

  /** 0.8^0.5 0.6^1 to 0.2^0.5 0.4^1. */
  @Test
  void probabilitiesAreWeightedGeometricMeans() {
    double[][] combined =
        new Combination(0.5, 1).combined(new double[][] {{0.8, 0.2}}, new double[][] {{0.6, 0.4}});

    double first = Math.sqrt(0.8) * 0.6;
    double second = Math.sqrt(0.2) * 0.4;
    assertThat(combined[0][0]).isCloseTo(first / (first + second), within(1e-12));
    assertThat(combined[0][1]).isCloseTo(second / (first + second), within(1e-12));
  }

  @Test
  void aProbabilityOfZeroIsNoError() {
    double[][] combined =
        new Combination(1, 1).combined(new double[][] {{1, 0}}, new double[][] {{0, 1}});

    assertThat(combined[0]).containsExactly(new double[] {0.5, 0.5}, within(1e-9));
  }

  /** The log odds of independent evidence add up. */
  @Test
  void independentEvidenceGetsFullWeights() {
    Random random = new Random(1);
    int[] labels = new int[COUNT];
    double[][] first = new double[COUNT][];
    double[][] second = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      labels[i] = random.nextInt(2);
      double sign = 2 * labels[i] - 1; // evidence x ~ N(sign, 1) has log odds of 2 x
      first[i] = binary(2 * (sign + random.nextGaussian()));
      second[i] = binary(2 * (sign + random.nextGaussian()));
    }

    Combination fitted = Combination.fit(first, second, labels);

    assertThat(fitted.network()).isCloseTo(1, within(0.05));
    assertThat(fitted.ngrams()).isCloseTo(1, within(0.05));
  }

  @Test
  void aClassifierThatIsTooSureIsCorrectedAndNoiseIsIgnored() {
    Random random = new Random(2);
    int[] labels = new int[COUNT];
    double[][] tooSure = new double[COUNT][];
    double[][] noise = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      double logit = 2 * random.nextGaussian();
      labels[i] = random.nextDouble() < sigmoid(logit) ? 1 : 0;
      tooSure[i] = binary(4 * logit);
      noise[i] = binary(random.nextGaussian());
    }

    Combination fitted = Combination.fit(tooSure, noise, labels);

    assertThat(fitted.network()).isCloseTo(0.25, within(0.02));
    assertThat(fitted.ngrams()).isCloseTo(0, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void noOtherWeightsAreBetter(int classes) {
    Random random = new Random(3);
    int[] labels = IntStream.range(0, 200).map(i -> random.nextInt(classes)).toArray();
    double[][] first =
        IntStream.of(labels).mapToObj(l -> row(random, classes, l, 1)).toArray(double[][]::new);
    double[][] second =
        IntStream.of(labels).mapToObj(l -> row(random, classes, l, 2)).toArray(double[][]::new);

    Combination best = Combination.fit(first, second, labels);

    double lowest = objective(best.network(), best.ngrams(), first, second, labels);
    for (double[] step : new double[][] {{0.01, 0}, {-0.01, 0}, {0, 0.01}, {0, -0.01}}) {
      double a = Math.max(0, best.network() + step[0]);
      double b = Math.max(0, best.ngrams() + step[1]);
      assertThat(objective(a, b, first, second, labels)).isGreaterThanOrEqualTo(lowest);
    }
  }

  private static double[] row(Random random, int classes, int label, double evidence) {
    double[] powers =
        IntStream.range(0, classes)
            .mapToDouble(k -> Math.exp(random.nextGaussian() + (k == label ? evidence : 0)))
            .toArray();
    double sum = java.util.Arrays.stream(powers).sum();
    return java.util.Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  @Test
  void whoeverContradictsTheLabelsGetsNoWeight() {
    Random random = new Random(4);
    int[] labels = IntStream.range(0, 100).map(i -> i % 2).toArray();
    double[][] wrong =
        IntStream.of(labels).mapToObj(l -> row(random, 2, 1 - l, 1)).toArray(double[][]::new);
    double[][] right =
        IntStream.of(labels).mapToObj(l -> row(random, 2, l, 1)).toArray(double[][]::new);

    assertThat(Combination.fit(wrong, right, labels).network()).isZero();
    assertThat(Combination.fit(right, wrong, labels).ngrams()).isZero();
  }

  /** Without the preference, the weights would grow without end. */
  @Test
  void aFewTextsThatAreAllRightKeepTheWeightsNearAHalf() {
    double[][] sure = {binary(3), binary(-3)};

    Combination fitted = Combination.fit(sure, sure, new int[] {1, 0});

    assertThat(fitted.network()).isCloseTo(fitted.ngrams(), within(1e-9)).isBetween(0.5, 1.0);
  }

  @Test
  void weightsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Combination(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Combination(0, Double.NaN))
        .hasMessage("The weights are 0.0 and NaN; each must be from 0 to 100");
  }
}
