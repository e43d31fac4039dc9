package io.github.rnn4j.timeseries.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonalPeriodTest {

  private static double[] values(int steps, IntToDoubleFunction value) {
    return IntStream.range(0, steps).mapToDouble(value).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 10, 24, 50})
  void seasonOfAWaveWithTrendAndNoiseIsFound(int season) {
    Random random = new Random(season);
    double[] level = {0};
    double[] values =
        values(
            8 * season,
            t -> {
              level[0] += 0.1 + 0.05 * random.nextGaussian();
              return level[0]
                  + 3 * Math.sin(2 * Math.PI * t / season)
                  + (t % season == 0 ? 4 : 0)
                  + 0.3 * random.nextGaussian();
            });

    assertThat(SeasonalPeriod.find(values)).hasValue(season);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void randomWalkHasNoSeason(long seed) {
    Random random = new Random(seed);
    double[] at = {0};

    assertThat(SeasonalPeriod.find(values(200, t -> at[0] += random.nextGaussian()))).isEmpty();
  }

  @Test
  void constantTrendAndShortSeriesHaveNoSeason() {
    assertThat(SeasonalPeriod.find(values(100, t -> 5))).isEmpty();
    assertThat(SeasonalPeriod.find(values(100, t -> 5.0 * t))).isEmpty();
    assertThat(SeasonalPeriod.find(values(100, t -> 0.1 * t))).isEmpty(); // equal but for rounding
    assertThat(SeasonalPeriod.find(values(8, t -> t % 2))).isEmpty();
    assertThat(SeasonalPeriod.find(new double[] {1})).isEmpty();
  }
}
