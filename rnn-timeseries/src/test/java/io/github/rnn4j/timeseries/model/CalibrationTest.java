package io.github.rnn4j.timeseries.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.metric.Quantiles;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static List<Quantiles> all(int count, Quantiles forecast) {
    return Collections.nCopies(count, forecast);
  }

  @Test
  void calibratedBandsHoldTheirShareOfTheValuesTheyWereMadeOn() {
    double[] actual = new Random(2).doubles(2000, -3, 3).toArray();
    Quantiles forecast = new Quantiles(-0.1, -0.05, 0, 0.02, 0.3);

    Quantiles calibrated = Calibration.fit(actual, all(2000, forecast), 2000).apply(forecast);

    long inside =
        Arrays.stream(actual)
            .filter(y -> y >= calibrated.low90() && y <= calibrated.high90())
            .count();
    assertThat(inside / 2000.0).isBetween(0.899, 0.902);
  }

  @Test
  void fewWindowsMakeWiderBands() {
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
  void fewWindowsDoNotMakeBandsNarrower() {
    double[] actual = new Random(2).doubles(100, -0.3, 0.3).toArray();
    List<Quantiles> forecasts = all(100, new Quantiles(-1, -0.5, 0, 0.5, 1));

    // 0.9 (m + 1) / m is 1 with nine windows
    assertThat(Calibration.fit(actual, forecasts, 8).factor90()).isEqualTo(1);
    assertThat(Calibration.fit(actual, forecasts, 10).factor90()).isLessThan(0.31);
  }
}
