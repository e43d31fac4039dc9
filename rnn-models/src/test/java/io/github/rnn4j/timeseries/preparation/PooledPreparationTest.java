package io.github.rnn4j.timeseries.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PooledPreparationTest {

  private static PreparationConfig config(boolean difference) {
    return new PreparationConfig(PowerTransform.NONE, difference, 1, false, Calendar.NONE, 1);
  }

  private static Past past(double[] values, int trainEnd) {
    return new Past(
        new TimeSeries(
            "s", true, TimeAxis.counted(), List.of("x"), new double[][] {values}, List.of()),
        trainEnd);
  }

  /** An autoregression of order 2 around a level: w = 1.2 w' - 0.5 w'' + noise. */
  private static double[] simulated(int steps, double level, double size, long seed) {
    Random random = new Random(seed);
    double[] w = new double[steps + 50];
    for (int t = 2; t < w.length; t++) {
      w[t] = 1.2 * w[t - 1] - 0.5 * w[t - 2] + random.nextGaussian();
    }
    return IntStream.range(50, w.length).mapToDouble(t -> level + size * w[t]).toArray();
  }

  private static List<Past> many(int count, int steps) {
    return IntStream.range(0, count)
        .mapToObj(i -> past(simulated(steps, 10.0 * i, 1 + i, i), steps - 20))
        .toList();
  }

  @Test
  void autoregressionIsThatOfAllSeriesTogether() {
    PooledPreparation pooled = PooledPreparation.fit(config(false), many(100, 80), 4, 4);

    // Each series is far too short to estimate these weights so well.
    LinearAutoregression fitted = pooled.highway().get(0);
    assertThat(fitted.config().difference()).isFalse();
    double[] weights = fitted.coefficients().stream().mapToDouble(a -> a).toArray();
    assertThat(weights[1]).isEqualTo(1.2, within(0.06));
    assertThat(weights[2]).isEqualTo(-0.5, within(0.06));
    assertThat(pooled.errors().get(0)).isSorted().hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofOneSeriesItIsItsOwnAutoregression(boolean difference) {
    double[] values = simulated(200, 30, 5, 1);
    Past only = past(values, 160);
    PooledPreparation pooled = PooledPreparation.fit(config(difference), List.of(only), 3, 3);
    Preparation its = pooled.of(only);

    LinearAutoregression chosen = its.highway().get(0);
    LinearAutoregression alone =
        LinearAutoregression.fit(chosen.config(), TimeAxis.counted(), values, 160, chosen.order());

    for (int i = 0; i < alone.coefficients().size(); i++) {
      assertThat(chosen.coefficients().get(i)).isEqualTo(alone.coefficients().get(i), within(1e-5));
    }
  }

  @Test
  void unitOfASeriesDoesNotMatter() {
    List<Past> pasts = many(20, 80);
    PooledPreparation pooled = PooledPreparation.fit(config(true), pasts, 4, 4);
    double[] values = simulated(80, 5, 1, 99);
    double[] other = Arrays.stream(values).map(y -> 1000 * y - 7).toArray();

    Preparation one = pooled.of(past(values, 60));
    Preparation two = pooled.of(past(other, 60));

    double[] a = one.anchors(0, values, TimeAxis.counted(), 50, 4);
    double[] b = two.anchors(0, other, TimeAxis.counted(), 50, 4);
    for (int k = 1; k <= 4; k++) {
      assertThat(two.label(0, k, b[k - 1], other[50 + k]))
          .isEqualTo(one.label(0, k, a[k - 1], values[50 + k]), within(1e-9));
    }
    assertThat(two.level(0, 4, b[3], 0.7))
        .isEqualTo(1000 * one.level(0, 4, a[3], 0.7) - 7, within(1e-6));
  }

  @Test
  void constantSeriesIsForecastAsItself() {
    PooledPreparation pooled = PooledPreparation.fit(config(true), many(20, 80), 4, 4);
    for (double level : new double[] {0, 1e-9, 20, 0.1}) {
      Past constant = past(IntStream.range(0, 80).mapToDouble(t -> level).toArray(), 60);
      assertThat(constant.hasNoScale()).isTrue();

      Preparation its = pooled.of(constant);

      double[] anchors = its.anchors(0, constant.series().first(), TimeAxis.counted(), 70, 4);
      assertThat(anchors).containsOnly(level);
      assertThat(its.level(0, 4, anchors[3], 1.7)).isEqualTo(level);
      its.requireUsableScales();
    }
  }

  /** A product that sells nothing before the validation period. */
  @Test
  void seriesThatBeginsToChangeInTheValidationPeriodHasItsScale() {
    PooledPreparation pooled = PooledPreparation.fit(config(true), many(20, 80), 4, 4);
    double[] values = simulated(80, 100, 10, 3);
    Arrays.fill(values, 0, 60, 0);
    Past late = past(values, 60);

    Preparation its = pooled.of(late);

    assertThat(late.hasNoScale()).isTrue();
    double[] anchors = its.anchors(0, values, TimeAxis.counted(), 70, 4);
    assertThat(Math.abs(its.label(0, 4, anchors[3], values[74]))).isLessThan(20);
  }

  @Test
  void refittedAutoregressionUsesTheValidationPeriod() {
    List<Past> pasts = many(20, 80);
    PooledPreparation pooled = PooledPreparation.fit(config(true), pasts, 4, 4);

    PooledPreparation refitted = pooled.refitted(pasts);

    assertThat(refitted.highway().get(0).order()).isEqualTo(pooled.highway().get(0).order());
    assertThat(refitted.highway()).isNotEqualTo(pooled.highway());
    assertThat(refitted.errors()).isEqualTo(pooled.errors());
  }

  @Test
  void withoutHighwayEachSeriesIsPreparedAlone() {
    List<Past> pasts = many(3, 80);
    PooledPreparation pooled = PooledPreparation.fit(config(true), pasts, 4, 0);

    assertThat(pooled.of(pasts.get(1)))
        .isEqualTo(Preparation.fit(config(true), pasts.get(1).training(), 4, List.of()));
  }

  @Test
  void leastLengthCanBePrepared() {
    for (int horizon : new int[] {0, 4}) {
      PooledPreparation pooled = PooledPreparation.fit(config(true), many(20, 80), 4, horizon);
      Past shortest = past(simulated(pooled.least(), 1, 1, 5), pooled.least());

      Preparation its = pooled.of(shortest);

      assertThat(its.firstOrigin(1)).isLessThan(shortest.series().length() - 1);
    }
  }
}
