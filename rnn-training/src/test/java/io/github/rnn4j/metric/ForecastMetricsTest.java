package io.github.rnn4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastMetricsTest {

  @Test
  void figuresOfPointsAreThoseWorkedOutByHand() {
    double[] actual = {10, 20, 0};
    double[] point = {13, 16, 0};

    ForecastMetrics metrics = ForecastMetrics.ofPoints(actual, point, 2);

    assertThat(metrics.forecasts()).isEqualTo(3);
    assertThat(metrics.rmse()).isEqualTo(Math.sqrt(25.0 / 3)); // errors 3, 4, 0
    assertThat(metrics.mae()).isEqualTo(7.0 / 3);
    assertThat(metrics.smape())
        .isEqualTo((200 * 3 / 23.0 + 200 * 4 / 36.0) / 3, offset(1e-12)); // 0 of 0 is no error
    assertThat(metrics.mase()).isEqualTo(7.0 / 6);
    assertThat(metrics.pinball()).isNaN();
    assertThat(metrics.coverage90()).isNaN();
  }

  @Test
  void bandsCountTheirEnds() {
    List<Quantiles> forecasts = Collections.nCopies(4, new Quantiles(0, 1, 2, 3, 4));
    double[] actual = {2, 3, 4, 5};

    ForecastMetrics metrics = ForecastMetrics.ofQuantiles(actual, forecasts, 1);

    assertThat(metrics.coverage50()).isEqualTo(0.5);
    assertThat(metrics.coverage90()).isEqualTo(0.75);
    assertThat(metrics.mae()).isEqualTo(1.5); // of the median 2
  }

  @Test
  void pinballIsTheMeanOverLevels() {
    ForecastMetrics metrics =
        ForecastMetrics.ofQuantiles(new double[] {2}, List.of(new Quantiles(0, 1, 2, 3, 4)), 1);

    // 0.05 * 2 + 0.25 * 1 + 0 + 0.25 * 1 + 0.05 * 2 = 0.7
    assertThat(metrics.pinball()).isEqualTo(0.7 / 5, offset(1e-12));
  }

  @Test
  void naiveErrorIsThatOfTheValueOneSeasonBefore() {
    assertThat(ForecastMetrics.naiveError(new double[] {1, 5, 2, 8}, 2)).isEqualTo(2);
    assertThat(ForecastMetrics.naiveError(new double[] {1, 5, 2}, 1)).isEqualTo(3.5);
  }

  @Test
  void maseIsNotDefinedForValuesThatRepeatExactlyButForRounding() {
    double[] sine = IntStream.range(0, 2000).mapToDouble(t -> Math.sin(t * Math.PI / 25)).toArray();
    double naiveError = ForecastMetrics.naiveError(sine, 50);

    ForecastMetrics metrics =
        ForecastMetrics.ofPoints(new double[] {1}, new double[] {2}, naiveError);

    assertThat(sine[1999]).isNotEqualTo(sine[1949]); // rounding
    assertThat(naiveError).isZero();
    assertThat(metrics.mase()).isNaN();
    assertThat(metrics.mae()).isEqualTo(1);
  }

  @Test
  void smallChangesOfALargeValueAreAnErrorOfTheNaiveForecast() {
    assertThat(ForecastMetrics.naiveError(new double[] {1e9, 1e9 + 1, 1e9}, 1)).isEqualTo(1);
  }

  @Test
  void emptyAndUnequalLengthsAreErrors() {
    assertThatThrownBy(() -> ForecastMetrics.ofPoints(new double[0], new double[0], 1))
        .hasMessageContaining("0 values and 0 forecasts");
    assertThatThrownBy(() -> ForecastMetrics.ofPoints(new double[2], new double[1], 1))
        .hasMessageContaining("2 values and 1 forecasts");
    assertThatThrownBy(() -> ForecastMetrics.naiveError(new double[3], 3))
        .hasMessageContaining("season is 3");
  }
}
