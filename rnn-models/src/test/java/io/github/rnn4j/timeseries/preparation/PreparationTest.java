package io.github.rnn4j.timeseries.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreparationTest {

  private static final TimeAxis MONTHS =
      new TimeAxis(LocalDateTime.of(2000, 1, 1, 0, 0), ChronoUnit.MONTHS, 1);

  private static TimeSeries series(double... values) {
    return new TimeSeries("test", true, MONTHS, List.of("x"), new double[][] {values}, List.of());
  }

  private static double[] positive(int n) {
    Random random = new Random(5);
    return DoubleStream.generate(() -> 1 + 9 * random.nextDouble()).limit(n).toArray();
  }

  static List<Arguments> everyCombination() {
    List<Arguments> all = new ArrayList<>();
    for (PowerTransform power : PowerTransform.values()) {
      for (boolean difference : new boolean[] {false, true}) {
        for (boolean seasonal : new boolean[] {false, true}) {
          all.add(
              Arguments.of(
                  new PreparationConfig(power, difference, 4, seasonal, Calendar.YEAR, 2)));
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void valueOfTheLabelOfAValueIsThatValue(PreparationConfig config) {
    TimeSeries series = series(positive(60));
    int ahead = 9; // more than two seasons
    Preparation preparation = Preparation.fit(config, series.head(40), ahead, List.of());
    double[] levels = preparation.levels(series)[0];

    for (int origin = Differencing.of(config).firstOrigin(ahead); origin < 60 - ahead; origin++) {
      for (int k = 1; k <= ahead; k++) {
        double anchor = preparation.anchors(0, levels, MONTHS, origin, k)[k - 1];
        double label = preparation.label(0, k, anchor, levels[origin + k]);
        assertThat(config.power().inverse(preparation.level(0, k, anchor, label)))
            .isEqualTo(series.first()[origin + k], offset(1e-9));
      }
    }
  }

  @Test
  void differenceOfSeveralStepsIsTheSumOfSingleOnes() {
    double[] g = positive(40);
    Differencing both = new Differencing(true, 4);

    // w_t = (g_t - g_(t-1)) - (g_(t-4) - g_(t-5)); for k up to a season they add up
    for (int k = 1; k <= 4; k++) {
      double sum = 0;
      for (int t = 21; t <= 20 + k; t++) {
        sum += g[t] - g[t - 1] - (g[t - 4] - g[t - 5]);
      }
      assertThat(g[20 + k] - both.anchor(g, 20, k)).isEqualTo(sum, offset(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void anchorsReadNothingAfterTheirOrigin(PreparationConfig config) {
    double[] g = positive(40);
    double[] blind = g.clone();
    java.util.Arrays.fill(blind, 21, blind.length, Double.NaN);
    Differencing differencing = Differencing.of(config);

    for (int k = 1; k <= 12; k++) {
      assertThat(differencing.anchor(blind, 20, k)).isEqualTo(differencing.anchor(g, 20, k));
    }
  }

  @Test
  void scalesAreFittedOnlyOnTheTrainingPeriod() {
    double[] values = positive(60);
    double[] other = values.clone();
    java.util.Arrays.fill(other, 40, 60, 1e6);
    PreparationConfig config =
        new PreparationConfig(PowerTransform.NONE, false, 4, false, Calendar.NONE, 1);

    Preparation fitted = Preparation.fit(config, series(values).head(40), 3, List.of());
    Preparation unaware = Preparation.fit(config, series(other).head(40), 3, List.of());

    assertThat(fitted).isEqualTo(unaware);
    double mean = DoubleStream.of(values).limit(40).skip(1).average().orElseThrow();
    assertThat(fitted.variables().get(0).ahead().get(0).mean()).isEqualTo(mean, offset(1e-12));
  }

  @Test
  void trainingPeriodIsStandardised() {
    TimeSeries series = series(positive(200));
    PreparationConfig config =
        new PreparationConfig(PowerTransform.LOG, true, 4, true, Calendar.NONE, 1);
    Preparation preparation = Preparation.fit(config, series, 6, List.of());
    double[] levels = preparation.levels(series)[0];

    for (int k = 1; k <= 6; k++) {
      int step = k;
      double[] labels =
          java.util.stream.IntStream.range(Differencing.of(config).firstOrigin(k), 200 - k)
              .mapToDouble(
                  origin ->
                      preparation.label(
                          0,
                          step,
                          preparation.anchors(0, levels, MONTHS, origin, step)[step - 1],
                          levels[origin + step]))
              .toArray();
      Scale scale = Scale.fit("labels", DoubleStream.of(labels));
      assertThat(scale.mean()).isEqualTo(0, offset(1e-9));
      assertThat(scale.deviation()).isEqualTo(1, offset(1e-9));
    }
  }

  @Test
  void calendarOfTheForecastStepEntersTheNetwork() {
    TimeSeries series = series(positive(60));
    PreparationConfig config =
        new PreparationConfig(PowerTransform.NONE, false, 4, false, Calendar.YEAR, 2);
    Preparation preparation = Preparation.fit(config, series, 1, List.of());
    double[] features = new double[preparation.features()];

    preparation.features(preparation.levels(series), MONTHS, 11, features);

    assertThat(features).hasSize(6); // two lags, two harmonics of the year
    // the step after December 2000 is 1 January 2001: phase 0
    assertThat(features[2]).isEqualTo(0, offset(1e-12));
    assertThat(features[3]).isEqualTo(1, offset(1e-12));
  }

  @Test
  void logarithmOfZeroAndTooShortASeriesAreErrors() {
    PreparationConfig log =
        new PreparationConfig(PowerTransform.LOG, false, 1, false, Calendar.NONE, 1);
    PreparationConfig seasonal =
        new PreparationConfig(PowerTransform.NONE, true, 12, true, Calendar.NONE, 1);

    assertThatThrownBy(() -> Preparation.fit(log, series(1, 2, 0, 3, 4, 5), 1, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("x is 0.0 at step 2");
    assertThatThrownBy(() -> Preparation.fit(seasonal, series(positive(20)), 12, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("needs 26 or more");
  }

  @Test
  void trainingPeriodShorterThanTheLagsIsAnError() {
    PreparationConfig lagged =
        new PreparationConfig(PowerTransform.NONE, true, 1, false, Calendar.NONE, 50);

    // the first step with 50 differences is step 50; one to learn from and one to forecast follow
    assertThatThrownBy(() -> Preparation.fit(lagged, series(positive(51)), 1, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has 51 steps")
        .hasMessageContaining("needs 52 or more")
        .hasMessageContaining("fewer lags");
    assertThat(Preparation.fit(lagged, series(positive(52)), 1, List.of()).firstStep())
        .isEqualTo(50);
  }
}
