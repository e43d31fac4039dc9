package io.github.rnn4j.timeseries.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.timeseries.TinyModel;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.data.SeriesTensors;
import io.github.rnn4j.timeseries.preparation.PowerTransform;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class EnsembleTest {

  private static final SeriesConfig QUANTILE =
      TinyModel.config(OutputForm.QUANTILE, Strategy.DIRECT);
  private static final TimeSeries SINE = SineSeries.noisy(60, 1);

  private static Ensemble ensemble(
      SeriesConfig config, Preparation preparation, MultiLayerNetwork... members) {
    return new Ensemble(config, preparation, List.of(members), Calibration.NONE);
  }

  /** Returns an ensemble of one untrained network with a given output. */
  private static Ensemble saying(SeriesConfig config, TimeSeries series, double... numbers) {
    Preparation preparation = TinyModel.preparation(config, series.head(40));
    MultiLayerNetwork network = TinyModel.untrained(config, preparation);
    return ensemble(
        config, preparation, numbers.length == 0 ? network : TinyModel.saying(network, numbers));
  }

  @ParameterizedTest
  @EnumSource(OutputForm.class)
  void untrainedNetworkContinuesARampWithTheStandardNormalAroundIt(OutputForm output) {
    Ensemble ensemble = saying(TinyModel.config(output, Strategy.DIRECT), TinyModel.RAMP);

    Quantiles forecast = ensemble.values(TinyModel.RAMP, new int[] {45, 50}, 4).at(1, 0, 3);

    // 100 at step 50, 2 a step; z is -1.64485 at 5 %, -0.67449 at 25 %
    assertThat(forecast.toArray())
        .containsExactly(
            new double[] {106 - 1.64485, 106 - 0.67449, 106, 106 + 0.67449, 106 + 1.64485},
            offset(1e-5));
  }

  @Test
  void constantSeriesIsForecastAsThatConstant() {
    double[] constant = new double[60];
    Arrays.fill(constant, 7);
    TimeSeries series = TinyModel.series(constant);

    QuantileForecasts forecasts = saying(QUANTILE, series).values(series, new int[] {20}, 4);

    assertThat(forecasts.ofVariable(0))
        .allSatisfy(q -> assertThat(q.median()).isEqualTo(7))
        .allSatisfy(q -> assertThat(q.low50()).isLessThan(7).isFinite());
  }

  @Test
  void eachVariableHasItsOwnScale() {
    double[] ramp = TinyModel.RAMP.first();
    double[] steeper = Arrays.stream(ramp).map(y -> 1000 - 10 * y).toArray();
    TimeSeries both = TinyModel.series(ramp, steeper);

    QuantileForecasts forecasts = saying(QUANTILE, both).values(both, new int[] {50}, 4);

    assertThat(forecasts.variables()).isEqualTo(2);
    assertThat(forecasts.at(0, 0, 4).median()).isEqualTo(108, offset(1e-6));
    assertThat(forecasts.at(0, 1, 4).median()).isEqualTo(-80, offset(1e-6)); // 0 at step 50
  }

  @Test
  void ensembleOfOneForecastsExactlyLikeItsMember() {
    Preparation preparation = TinyModel.preparation(QUANTILE, SINE.head(40));
    MultiLayerNetwork member = TinyModel.random(QUANTILE, preparation, 5);

    QuantileForecasts forecasts =
        ensemble(QUANTILE, preparation, member).levels(SINE, new int[] {50}, 4);

    INDArray said = member.output(new SeriesTensors(preparation, SINE, 51).features());
    double[] levels = preparation.levels(SINE)[0];
    double[] anchors = preparation.anchors(0, levels, SINE.axis(), 50, 4);
    for (int k = 1; k <= 4; k++) {
      double[] expected = new double[5];
      for (int level = 0; level < 5; level++) {
        double label = said.getDouble(0, (k - 1) * 5 + level, 50 - preparation.firstStep());
        expected[level] = preparation.level(0, k, anchors[k - 1], label);
      }
      Arrays.sort(expected);
      assertThat(forecasts.at(0, 0, k).toArray()).containsExactly(expected, offset(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(OutputForm.class)
  void equalMembersForecastTogetherLikeEachOfThem(OutputForm output) {
    SeriesConfig config = TinyModel.config(output, Strategy.DIRECT);
    Preparation preparation = TinyModel.preparation(config, SINE.head(40));
    MultiLayerNetwork member = TinyModel.random(config, preparation, 5);
    int[] origins = {40, 55};

    List<Quantiles> one =
        ensemble(config, preparation, member).values(SINE, origins, 4).ofVariable(0);
    List<Quantiles> three =
        ensemble(config, preparation, member, member, member)
            .values(SINE, origins, 4)
            .ofVariable(0);

    for (int i = 0; i < one.size(); i++) {
      assertThat(three.get(i).toArray()).containsExactly(one.get(i).toArray(), offset(1e-12));
    }
  }

  @Test
  void crossingQuantilesOfANetworkAreSorted() {
    Quantiles forecast =
        saying(QUANTILE, TinyModel.RAMP, 2, 1, 0, -1, -2)
            .values(TinyModel.RAMP, new int[] {50}, 1)
            .at(0, 0, 1);

    assertThat(forecast).isEqualTo(new Quantiles(100, 101, 102, 103, 104));
  }

  @ParameterizedTest
  @EnumSource(PowerTransform.class)
  void valuesAreTheInverseOfLevels(PowerTransform power) {
    SeriesConfig config = TinyModel.config(OutputForm.QUANTILE, Strategy.DIRECT, power, 1);
    TimeSeries positive = TinyModel.series(Arrays.stream(SINE.first()).map(y -> 3 + y).toArray());
    Preparation preparation = TinyModel.preparation(config, positive.head(40));
    Ensemble ensemble =
        new Ensemble(
            config,
            preparation,
            List.of(TinyModel.random(config, preparation, 2)),
            new Calibration(1.5, 0.7, 10));
    int[] origins = {40, 50};

    List<Quantiles> levels = ensemble.levels(positive, origins, 4).ofVariable(0);
    List<Quantiles> values = ensemble.values(positive, origins, 4).ofVariable(0);

    assertThat(values).isEqualTo(levels.stream().map(q -> q.map(power::inverse)).toList());
  }

  @Test
  void notANumberFromANetworkIsForecastAsNotANumber() {
    double infinity = Double.POSITIVE_INFINITY;
    int[] origin = {50};

    Quantiles open =
        saying(QUANTILE, TinyModel.RAMP, -infinity, -1, 0, 1, infinity)
            .values(TinyModel.RAMP, origin, 1)
            .at(0, 0, 1);
    List<Quantiles> nothing =
        Stream.of(OutputForm.values())
            .map(output -> TinyModel.config(output, Strategy.DIRECT))
            .map(config -> saying(config, TinyModel.RAMP, Double.NaN))
            .map(ensemble -> ensemble.values(TinyModel.RAMP, origin, 1).at(0, 0, 1))
            .toList();

    assertThat(open).isEqualTo(new Quantiles(-infinity, 101, 102, 103, infinity));
    assertThat(nothing)
        .hasSize(2)
        .allSatisfy(q -> assertThat(q.toArray()).containsOnly(Double.NaN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DIRECT    | 0      | 4 | origin is 0; this model forecasts 4 steps of this series from origins 1 to 59",
        "RECURSIVE | 0      | 9 | origin is 0; this model forecasts 9 steps of this series from origins 1 to 59",
        "DIRECT    | -1     | 4 | origin is -1",
        "DIRECT    | 60     | 4 | origin is 60",
        "RECURSIVE | 20 60  | 4 | origin is 60",
        "DIRECT    | 30 20  | 4 | origin 20 follows 30",
        "RECURSIVE | 30 20  | 4 | origin 20 follows 30",
        "DIRECT    | 30 30  | 4 | origin 30 follows 30",
        "DIRECT    | 30     | 5 | steps is 5; these networks predict at most 4 steps ahead",
        "DIRECT    | 30     | 0 | 1 origins, 1 variables and 0 steps",
        "DIRECT    | ''     | 4 | there are no origins",
        "RECURSIVE | ''     | 4 | there are no origins",
      })
  void impossibleForecastIsAnError(Strategy strategy, String origins, int steps, String message) {
    Ensemble ensemble = saying(TinyModel.config(OutputForm.QUANTILE, strategy), TinyModel.RAMP);
    int[] asked =
        Stream.of(origins.split(" "))
            .filter(o -> !o.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ensemble.values(TinyModel.RAMP, asked, steps))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void firstAndLastOriginCanBeForecastFrom(Strategy strategy) {
    Ensemble ensemble = saying(TinyModel.config(OutputForm.QUANTILE, strategy), TinyModel.RAMP);

    QuantileForecasts forecasts = ensemble.values(TinyModel.RAMP, new int[] {1, 59}, 4);

    assertThat(forecasts.ofVariable(0)).allSatisfy(q -> assertThat(q.median()).isFinite());
  }
}
