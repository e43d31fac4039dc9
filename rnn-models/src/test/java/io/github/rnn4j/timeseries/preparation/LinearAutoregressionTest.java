package io.github.rnn4j.timeseries.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.known.SineSeries;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearAutoregressionTest {

  private static final PreparationConfig PLAIN =
      new PreparationConfig(PowerTransform.NONE, false, 1, false, Calendar.NONE, 1);

  private static double[] autoregressive(int n) {
    Random random = new Random(3);
    double[] y = new double[n];
    for (int t = 1; t < n; t++) {
      y[t] = 2 + 0.7 * y[t - 1] + random.nextGaussian();
    }
    return y;
  }

  @Test
  void knownAutoregressionOfOrderOneIsRecovered() {
    double[] y = autoregressive(20_000);

    LinearAutoregression model =
        LinearAutoregression.fit(PLAIN, TimeAxis.counted(), y, y.length, 1);

    assertThat(model.coefficients().get(0)).isEqualTo(2, offset(0.1));
    assertThat(model.coefficients().get(1)).isEqualTo(0.7, offset(0.015));
  }

  @Test
  void forecastOfSeveralStepsFollowsTheRecursion() {
    double[] y = autoregressive(500);
    LinearAutoregression model = LinearAutoregression.fit(PLAIN, TimeAxis.counted(), y, 500, 1);
    double c = model.coefficients().get(0);
    double a = model.coefficients().get(1);

    double[] forecast = model.forecast(TimeAxis.counted(), y, 299, 3);

    assertThat(forecast[0]).isEqualTo(c + a * y[299], offset(1e-9));
    assertThat(forecast[1]).isEqualTo(c + a * forecast[0], offset(1e-9));
    assertThat(forecast[2]).isEqualTo(c + a * forecast[1], offset(1e-9));
  }

  @Test
  void forecastSeesNothingAfterItsOrigin() {
    double[] y = autoregressive(500);
    double[] other = y.clone();
    Arrays.fill(other, 400, 500, 1e9);

    LinearAutoregression model =
        LinearAutoregression.choose(PLAIN, TimeAxis.counted(), y, 300, 400, 5);
    LinearAutoregression unaware =
        LinearAutoregression.choose(PLAIN, TimeAxis.counted(), other, 300, 400, 5);

    assertThat(model).isEqualTo(unaware);
    assertThat(model.forecast(TimeAxis.counted(), y, 399, 5))
        .containsExactly(unaware.forecast(TimeAxis.counted(), other, 399, 5));
  }

  @Test
  void pureSineIsContinuedWithoutErrorByOrderTwo() {
    double[] y = SineSeries.pure(400).first();

    LinearAutoregression model = LinearAutoregression.fit(PLAIN, TimeAxis.counted(), y, 300, 2);

    double[] forecast = model.forecast(TimeAxis.counted(), y, 299, 100);
    for (int k = 0; k < 100; k++) {
      assertThat(forecast[k]).isEqualTo(y[300 + k], offset(1e-9));
    }
  }
}
