package io.github.rnn4j.timeseries.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.timeseries.TinyModel;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathsTest {

  private static final SeriesConfig GAUSSIAN =
      TinyModel.config(OutputForm.GAUSSIAN, Strategy.RECURSIVE);
  private static final SeriesConfig QUANTILE =
      TinyModel.config(OutputForm.QUANTILE, Strategy.RECURSIVE);
  private static final TimeSeries SINE = SineSeries.noisy(60, 1);

  /** Returns untrained members, each with its own output. */
  private static Paths saying(SeriesConfig config, TimeSeries series, double[]... members) {
    Preparation preparation = TinyModel.preparation(config, series.head(40));
    List<MultiLayerNetwork> networks =
        Arrays.stream(members)
            .map(said -> TinyModel.saying(TinyModel.untrained(config, preparation), said))
            .toList();
    return new Paths(config, preparation, networks);
  }

  private static Paths random(SeriesConfig config, int members) {
    Preparation preparation = TinyModel.preparation(config, SINE.head(40));
    return new Paths(
        config,
        preparation,
        java.util.stream.IntStream.range(0, members)
            .mapToObj(m -> TinyModel.random(config, preparation, m))
            .toList());
  }

  @Test
  void intervalsOfARandomWalkGrowWithTheRootOfTheSteps() {
    // each step adds 2 and a standard normal number; k steps have a deviation of sqrt(k)
    Paths walk = saying(GAUSSIAN, TinyModel.RAMP, new double[] {0, 0});

    QuantileForecasts forecasts = walk.quantiles(TinyModel.RAMP, new int[] {50}, 16);

    for (int k : new int[] {1, 4, 16}) {
      Quantiles q = forecasts.at(0, 0, k);
      double deviation = Math.sqrt(k);
      assertThat(q.median()).isEqualTo(100 + 2 * k, offset(0.15 * deviation));
      assertThat(q.high90() - q.low90()).isCloseTo(2 * 1.64485 * deviation, withPercentage(15));
      assertThat(q.high50() - q.low50()).isCloseTo(2 * 0.67449 * deviation, withPercentage(15));
    }
  }

  @Test
  void oneStepAheadThePathsHaveTheQuantilesOfTheNetwork() {
    Paths paths = saying(QUANTILE, TinyModel.RAMP, new double[] {-3, -1, 0, 0.5, 1});

    Quantiles q = paths.quantiles(TinyModel.RAMP, new int[] {50}, 1).at(0, 0, 1);

    // 400 draws: the standard error of the share below a quantile is 1 to 2.5 percent
    assertThat(q.toArray()).containsExactly(new double[] {99, 101, 102, 102.5, 103}, offset(0.3));
  }

  @Test
  void pathsOfAllMembersAreThrownTogether() {
    double[] low = {-10, -10, -10, -10, -10};
    double[] high = {10, 10, 10, 10, 10};

    Quantiles q =
        saying(QUANTILE, TinyModel.RAMP, low, high)
            .quantiles(TinyModel.RAMP, new int[] {50}, 1)
            .at(0, 0, 1);

    // 200 paths to 92 and 200 to 112; the median lies between the two in the middle
    assertThat(q).isEqualTo(new Quantiles(92, 92, 102, 112, 112));
  }

  @Test
  void pathsThatAllAgreeHaveNoWidth() {
    double[] constant = new double[60];
    Arrays.fill(constant, 7);
    TimeSeries series = TinyModel.series(constant);

    QuantileForecasts forecasts =
        saying(QUANTILE, series, new double[5]).quantiles(series, new int[] {45}, 20);

    assertThat(forecasts.ofVariable(0)).containsOnly(new Quantiles(7, 7, 7, 7, 7));
  }

  @ParameterizedTest
  @EnumSource(OutputForm.class)
  void quantilesOfPathsDoNotCross(OutputForm output) {
    Paths paths = random(TinyModel.config(output, Strategy.RECURSIVE), 3);

    List<Quantiles> forecasts = paths.quantiles(SINE, new int[] {40, 50}, 10).ofVariable(0);

    assertThat(forecasts).hasSize(20).allSatisfy(q -> assertThat(q.toArray()).isSorted());
  }

  @Test
  void sameSeedDrawsTheSamePathsForAnyFollowingOrigins() {
    List<Quantiles> alone = random(GAUSSIAN, 2).quantiles(SINE, new int[] {40}, 6).ofVariable(0);
    List<Quantiles> first =
        random(GAUSSIAN, 2).quantiles(SINE, new int[] {40, 41, 55}, 6).ofVariable(0);

    assertThat(first.subList(0, 6)).isEqualTo(alone);
    assertThat(first.subList(6, 12)).isNotEqualTo(alone);
  }

  @Test
  void walkingDoesNotChangeTheStateAfterReading() {
    // five equal quantiles: nothing is left to chance
    Preparation preparation = TinyModel.preparation(QUANTILE, SINE.head(40));
    MultiLayerNetwork network = TinyModel.random(QUANTILE, preparation, 3);
    var weights = network.getOutputLayer().getParam("W");
    for (int q = 1; q < 5; q++) {
      weights.putColumn(q, weights.getColumn(0));
    }
    Paths paths = new Paths(QUANTILE, preparation, List.of(TinyModel.saying(network, 0.1)));

    QuantileForecasts after = paths.quantiles(SINE, new int[] {40, 45, 50}, 6);
    QuantileForecasts alone = paths.quantiles(SINE, new int[] {50}, 6);

    assertThat(after.ofVariable(0).subList(12, 18)).isEqualTo(alone.ofVariable(0));
    assertThat(alone.at(0, 0, 6)).isNotEqualTo(after.at(0, 0, 6));
    assertThat(paths.free(SINE.head(51), 6).ofVariable(0))
        .extracting(Quantiles::median)
        .containsExactlyElementsOf(alone.ofVariable(0).stream().map(Quantiles::median).toList());
  }

  @Test
  void freeRunFeedsTheMedianBackAndHasNoIntervals() {
    Paths paths = saying(GAUSSIAN, TinyModel.RAMP, new double[] {0.5, 3}, new double[] {9, 0});

    QuantileForecasts free = paths.free(TinyModel.RAMP, 3);

    // only the first member: 2 and 0.5 more at each step after 118
    assertThat(free.origin(0)).isEqualTo(59);
    assertThat(free.ofVariable(0))
        .containsExactly(Quantiles.point(120.5), Quantiles.point(123), Quantiles.point(125.5));
  }

  @Test
  void pathsWithoutANumberHaveQuantilesWithoutANumber() {
    double[] nothing = {Double.NaN, Double.NaN};
    double[] infinite = {Double.POSITIVE_INFINITY, 0};

    Quantiles unknown =
        saying(GAUSSIAN, TinyModel.RAMP, nothing)
            .quantiles(TinyModel.RAMP, new int[] {50}, 3)
            .at(0, 0, 3);
    QuantileForecasts runaway =
        saying(GAUSSIAN, TinyModel.RAMP, infinite).quantiles(TinyModel.RAMP, new int[] {50}, 3);

    assertThat(unknown.toArray()).containsOnly(Double.NaN);
    assertThat(runaway.at(0, 0, 1).median()).isNotFinite();
    assertThat(runaway.at(0, 0, 3).median()).isNotFinite();
  }
}
