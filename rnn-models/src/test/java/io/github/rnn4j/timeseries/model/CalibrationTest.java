package io.github.rnn4j.timeseries.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.rnn4j.metric.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

  private static List<Quantiles> all(int count, Quantiles forecast) {
    return Collections.nCopies(count, forecast);
  }

  @Test
  void factorsAreTheQuantilesOfTheDistancesInHalvesOfTheInterval() {
    double[] actual = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
    Quantiles forecast = new Quantiles(-2, -1, 0, 1, 2);

    Calibration calibration = Calibration.fit(actual, all(10, forecast), 10);

    // the level 0.5 is raised to 0.5 * 11 / 10 = 0.55: the 6th of 10, 0.6 halves of the 50 %
    // interval;
    // 0.9 to 0.99: the 10th, 1.0, which is 0.5 halves of the 90 % interval
    assertThat(calibration).isEqualTo(new Calibration(0.6, 0.5, 10));
    assertThat(calibration.apply(forecast)).isEqualTo(new Quantiles(-1, -0.6, 0, 0.6, 1));
  }

  @Test
  void distanceIsMeasuredInTheHalfOfItsSide() {
    double[] actual = {-1, 3};
    Quantiles forecast = new Quantiles(-2, -0.5, 0, 1, 6);

    Calibration calibration = Calibration.fit(actual, all(2, forecast), 100);

    // 50 %: below 1 / 0.5 = 2, above 3 / 1 = 3; the level 0.505 takes the 2nd of two
    // 90 %: below 1 / 2, above 3 / 6; both 0.5
    assertThat(calibration).isEqualTo(new Calibration(3, 0.5, 2));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void calibratedIntervalsContainTheirShareOfTheCalibrationValues(long seed) {
    Random random = new Random(seed);
    int count = 20 + random.nextInt(400);
    int windows = 10 + random.nextInt(count - 10);
    double[] actual = random.doubles(count, -3, 3).toArray();
    List<Quantiles> forecasts = Stream.generate(() -> quantiles(random)).limit(count).toList();

    Calibration calibration = Calibration.fit(actual, forecasts, windows);

    int in50 = 0;
    int in90 = 0;
    for (int i = 0; i < count; i++) {
      Quantiles q = calibration.apply(forecasts.get(i));
      in50 += actual[i] > q.low50() - 1e-9 && actual[i] < q.high50() + 1e-9 ? 1 : 0;
      in90 += actual[i] > q.low90() - 1e-9 && actual[i] < q.high90() + 1e-9 ? 1 : 0;
    }
    assertThat(in50 / (double) count).isBetween(0.5, 0.6);
    assertThat(in90 / (double) count).isBetween(0.9, 1.0);
  }

  /** Five numbers in order, none of them equal. */
  private static Quantiles quantiles(Random random) {
    double[] q = random.doubles(5, -2, 2).sorted().toArray();
    return new Quantiles(q[0], q[1], q[2], q[3], q[4]);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100, 0.01", "0.01, 100", "1e9, 1e-3", "1e-3, 1e9", "1e300, 1e300"})
  void calibratedQuantilesDoNotCrossAndKeepTheirMedian(double factor50, double factor90) {
    Calibration calibration = new Calibration(factor50, factor90, 1);
    Random random = new Random(4);

    for (int i = 0; i < 100; i++) {
      Quantiles before = quantiles(random);
      Quantiles after = calibration.apply(before);
      assertThat(after.toArray()).isSorted();
      assertThat(after.median()).isEqualTo(before.median());
    }
  }

  @Test
  void outerIntervalIsNeverNarrowerThanTheInnerOne() {
    Quantiles after = new Calibration(3, 0.5, 1).apply(new Quantiles(-2, -1, 0, 1, 2));

    assertThat(after).isEqualTo(new Quantiles(-3, -3, 0, 3, 3)); // and not -1 and 1 outside
  }

  @Test
  void withoutCalibrationForecastsStayAsTheyAre() {
    Quantiles forecast = new Quantiles(-2, -1, 0, 4, 8);

    assertThat(Calibration.NONE.apply(forecast)).isEqualTo(forecast);
  }

  @Test
  void pointStaysAPoint() {
    assertThat(new Calibration(2, 3, 1).apply(Quantiles.point(5))).isEqualTo(Quantiles.point(5));
  }

  @Test
  void unitOfTheSeriesDoesNotChangeTheFactors() {
    double unit = 0x1p-40; // 1e-12, as of a length in metres that is one of molecules
    double[] actual = new Random(2).doubles(100, -3, 3).toArray();
    Quantiles forecast = new Quantiles(-1, -0.5, 0, 0.25, 1);

    Calibration inOnes = Calibration.fit(actual, all(100, forecast), 100);
    Calibration inSmall =
        Calibration.fit(
            Arrays.stream(actual).map(y -> y * unit).toArray(),
            all(100, forecast.map(y -> y * unit)),
            100);

    assertThat(inSmall).isEqualTo(inOnes);
  }

  @Test
  void valuesOnTheMedianMakeTheIntervalsAsNarrowAsPossible() {
    Calibration calibration =
        Calibration.fit(new double[50], all(50, new Quantiles(-2, -1, 0, 1, 2)), 50);

    assertThat(calibration).isEqualTo(new Calibration(1e-3, 1e-3, 50));
  }

  @Test
  void correctIntervalsWithoutWidthNeedNoFactor() {
    Calibration calibration =
        Calibration.fit(new double[50], all(50, new Quantiles(0, 0, 0, 0, 0)), 50);

    assertThat(calibration).isEqualTo(new Calibration(1e-3, 1e-3, 50));
  }

  @Test
  void valuesThatNoFactorReachesCountAsTheFarthestOnes() {
    // 97 forecasts with a width, and values at 0.01, 0.02, ..., 0.97 halves of their intervals;
    // three
    // without, which are wrong
    double[] actual = IntStream.rangeClosed(1, 100).mapToDouble(i -> i / 100.0).toArray();
    List<Quantiles> forecasts = new ArrayList<>(all(97, new Quantiles(-1, -1, 0, 1, 1)));
    forecasts.addAll(all(3, new Quantiles(0, 0, 0, 0, 0)));

    Calibration calibration = Calibration.fit(actual, forecasts, 100);

    // the ranks are 51 and 91
    assertThat(calibration).isEqualTo(new Calibration(0.51, 0.91, 100));
  }

  @ParameterizedTest
  @MethodSource
  void factorsAreFiniteForAnyForecasts(Quantiles forecast) {
    double[] actual = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    Calibration calibration = Calibration.fit(actual, all(10, forecast), 10);

    assertThat(calibration.factor50()).isBetween(1e-3, 1e3);
    assertThat(calibration.factor90()).isBetween(1e-3, 1e3);
  }

  static List<Quantiles> factorsAreFiniteForAnyForecasts() {
    double infinity = Double.POSITIVE_INFINITY;
    return List.of(
        new Quantiles(0, 0, 0, 0, 0),
        Quantiles.point(0),
        Quantiles.point(Double.NaN),
        new Quantiles(-infinity, -infinity, 0, infinity, infinity),
        new Quantiles(0, 0, infinity, infinity, infinity),
        new Quantiles(-infinity, -infinity, -infinity, 0, 0),
        new Quantiles(-1, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 1));
  }

  @Test
  void oneValueOfOneWindowIsEnough() {
    Calibration calibration =
        Calibration.fit(new double[] {3}, all(1, new Quantiles(-2, -1, 0, 1, 2)), 1);

    // 0.5 is raised to 1: the only score; 0.9 to 1.8: the greatest, as it is above 1
    assertThat(calibration).isEqualTo(new Calibration(3, 1.5, 1));
  }

  @Test
  void valuesWithoutForecastsAreAnError() {
    Quantiles forecast = new Quantiles(-2, -1, 0, 1, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.fit(new double[0], List.of(), 1))
        .withMessageContaining("0 values, 0 forecasts, 1 windows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.fit(new double[2], all(3, forecast), 1))
        .withMessageContaining("2 values, 3 forecasts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calibration.fit(new double[2], all(2, forecast), 0))
        .withMessageContaining("0 windows");
  }

  @Test
  void fewWindowsMakeWiderIntervals() {
    double[] actual = new Random(2).doubles(100, -3, 3).toArray();
    List<Quantiles> forecasts = all(100, new Quantiles(-1, -0.5, 0, 0.5, 1));

    Calibration many = Calibration.fit(actual, forecasts, 100);
    Calibration few = Calibration.fit(actual, forecasts, 2);

    double greatest = Arrays.stream(actual).map(Math::abs).max().orElseThrow();
    assertThat(few.factor90()).isEqualTo(greatest); // (2 + 1) 0.9 / 2 is above 1
    assertThat(many.factor90()).isLessThan(few.factor90());
    assertThat(many.factor50()).isLessThan(few.factor50());
  }

  @Test
  void fewWindowsDoNotMakeIntervalsNarrower() {
    double[] actual = new Random(2).doubles(100, -0.3, 0.3).toArray();
    List<Quantiles> forecasts = all(100, new Quantiles(-1, -0.5, 0, 0.5, 1));

    // 0.9 (m + 1) / m is 1 with nine windows
    assertThat(Calibration.fit(actual, forecasts, 8).factor90()).isEqualTo(1);
    assertThat(Calibration.fit(actual, forecasts, 9).factor90()).isLessThan(0.31);
    assertThat(Calibration.fit(actual, forecasts, 10).factor90()).isLessThan(0.31);
  }
}
