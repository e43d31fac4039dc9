package io.github.rnn4j.timeseries.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SineSeries;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.layer.packed.Cell;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.config.TrainingConfig;
import io.github.rnn4j.timeseries.data.SeriesTensors;
import io.github.rnn4j.timeseries.model.Calibration;
import io.github.rnn4j.timeseries.model.Ensemble;
import io.github.rnn4j.timeseries.model.FittedModel;
import io.github.rnn4j.timeseries.preparation.Calendar;
import io.github.rnn4j.timeseries.preparation.PowerTransform;
import io.github.rnn4j.timeseries.preparation.Preparation;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ModelTest {

  private static final TimeSeries SERIES = SineSeries.noisy(240, 1);
  private static final int TRAIN_END = 160;
  private static final int TEST_START = 200;

  private static SeriesConfig config(Cell cell, OutputForm output, Strategy strategy) {
    return config(cell, output, strategy, false, false);
  }

  private static SeriesConfig config(
      Cell cell, OutputForm output, Strategy strategy, boolean highway, boolean refit) {
    return new SeriesConfig(
        new DataConfig("noisy-sine", "", "", GapPolicy.ERROR, 240, 40, 40),
        new PreparationConfig(PowerTransform.NONE, true, 10, false, Calendar.NONE, 2),
        new NetworkConfig(cell, 1, 6, 0, output, strategy, 4, highway, 2),
        new TrainingConfig(3, 2, 20, 0.01, 5, 0, 10, refit, 1));
  }

  private static FittedModel fit(SeriesConfig config, TimeSeries series) {
    return ModelFit.of(config, series.head(TEST_START), TRAIN_END, member -> List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "ELMAN, QUANTILE, DIRECT, false, false",
    "LSTM, GAUSSIAN, DIRECT, false, true",
    "GRU, QUANTILE, RECURSIVE, false, false",
    "GRU, GAUSSIAN, RECURSIVE, true, false",
    "ELMAN, QUANTILE, DIRECT, true, true",
  })
  void backtestSeesNothingAfterItsOrigin(
      Cell cell, OutputForm output, Strategy strategy, boolean highway, boolean refit) {
    SeriesConfig config = config(cell, output, strategy, highway, refit);
    double[] changed = SERIES.first().clone();
    Arrays.fill(changed, TEST_START, changed.length, 50);
    TimeSeries other =
        new TimeSeries(
            "other", true, SERIES.axis(), SERIES.variables(), new double[][] {changed}, List.of());
    int[] origin = {TEST_START - 1};

    double[][][][] made = fit(config, SERIES).ensemble(config).values(SERIES, origin, 4);
    double[][][][] unaware = fit(config, other).ensemble(config).values(other, origin, 4);

    assertThat(made).isDeepEqualTo(unaware);
  }

  @Test
  void forecastsFromManyOriginsAreThoseFromEach() {
    SeriesConfig config = config(Cell.GRU, OutputForm.QUANTILE, Strategy.DIRECT);
    Ensemble ensemble = fit(config, SERIES).ensemble(config);

    double[][][][] together = ensemble.values(SERIES, new int[] {200, 210, 230}, 4);
    double[][][][] alone = ensemble.values(SERIES, new int[] {210}, 4);

    for (int k = 0; k < 4; k++) {
      assertThat(together[1][0][k]).containsExactly(alone[0][0][k], offset(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void quantilesAreInOrder(Strategy strategy) {
    SeriesConfig config = config(Cell.ELMAN, OutputForm.QUANTILE, strategy);

    double[][][][] values =
        fit(config, SERIES).ensemble(config).values(SERIES, new int[] {200, 210}, 4);

    for (double[][][] origin : values) {
      for (double[] quantiles : origin[0]) {
        assertThat(quantiles).isSorted();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void stateCarriedOverWindowsEqualsOneLongPass(Cell cell) {
    SeriesConfig config = config(cell, OutputForm.QUANTILE, Strategy.DIRECT);
    FittedModel fit = fit(config, SERIES);
    MultiLayerNetwork network = fit.members().get(0);
    INDArray all = new SeriesTensors(fit.preparation(), SERIES, 240).features();

    INDArray whole = network.output(all);
    network.rnnClearPreviousState();
    for (long from = 0; from < all.size(2); from += 50) {
      long to = Math.min(all.size(2), from + 50);
      INDArray window =
          all.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to));
      INDArray carried = network.rnnTimeStep(window.dup());
      INDArray same =
          whole.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to));
      assertThat(carried.distance2(same)).isLessThan(1e-4);
    }
  }

  @Test
  void streamsCutTheTrainingPartWithoutChangingIt() {
    SeriesConfig config = config(Cell.GRU, OutputForm.QUANTILE, Strategy.DIRECT);
    Preparation preparation =
        Preparation.fit(config.preparation(), SERIES.head(TRAIN_END), 4, List.of());
    SeriesTensors tensors = new SeriesTensors(preparation, SERIES, TRAIN_END);

    var streams = tensors.streams(1, new java.util.Random(1));

    INDArray all = tensors.features();
    assertThat(streams.getFeatures().shape()).containsExactly(1, 2, all.size(2) - 1);
    assertThat(streams.getFeatures())
        .isEqualTo(
            all.get(
                    NDArrayIndex.all(),
                    NDArrayIndex.all(),
                    NDArrayIndex.interval(0, all.size(2) - 1))
                .dup());
    // the last origin with a label knows one step ahead only: the others are in the validation part
    INDArray last =
        streams
            .getLabels()
            .get(NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.point(all.size(2) - 2));
    assertThat(last.getDouble(0)).isNotNaN();
    assertThat(last.getDouble(1)).isNaN();
  }

  @Test
  void sameSeedRepeatsARunExactly() {
    SeriesConfig config = config(Cell.LSTM, OutputForm.GAUSSIAN, Strategy.DIRECT);

    INDArray first = fit(config, SERIES).members().get(1).params();
    INDArray second = fit(config, SERIES).members().get(1).params();

    assertThat(first).isEqualTo(second);
  }

  @Test
  void calibratedBandsHoldTheirShareOfTheValuesTheyWereMadeOn() {
    java.util.Random random = new java.util.Random(2);
    double[] actual = random.doubles(2000, -3, 3).toArray();
    double[][] quantiles = new double[actual.length][];
    Arrays.setAll(quantiles, i -> new double[] {-0.1, -0.05, 0, 0.02, 0.3});

    Calibration calibration = Calibration.fit(actual, quantiles, 2000);

    int inside = 0;
    for (int i = 0; i < actual.length; i++) {
      double[] q = calibration.apply(quantiles[i].clone());
      inside += actual[i] >= q[0] && actual[i] <= q[4] ? 1 : 0;
    }
    assertThat(inside / 2000.0).isBetween(0.899, 0.902);
  }

  @Test
  void fewWindowsMakeWiderBands() {
    double[] actual = new java.util.Random(2).doubles(100, -3, 3).toArray();
    double[][] quantiles = new double[actual.length][];
    Arrays.setAll(quantiles, i -> new double[] {-1, -0.5, 0, 0.5, 1});

    Calibration many = Calibration.fit(actual, quantiles, 100);
    Calibration few = Calibration.fit(actual, quantiles, 2);

    double greatest = Arrays.stream(actual).map(Math::abs).max().orElseThrow();
    assertThat(few.factor90()).isEqualTo(greatest); // (2 + 1) 0.9 / 2 is above 1
    assertThat(many.factor90()).isLessThan(few.factor90());
    assertThat(many.factor50()).isLessThan(few.factor50());
  }

  @Test
  void fewWindowsDoNotMakeBandsNarrower() {
    double[] actual = new java.util.Random(2).doubles(100, -0.3, 0.3).toArray();
    double[][] quantiles = new double[actual.length][];
    Arrays.setAll(quantiles, i -> new double[] {-1, -0.5, 0, 0.5, 1});

    // 0.9 (m + 1) / m is 1 with nine windows
    assertThat(Calibration.fit(actual, quantiles, 8).factor90()).isEqualTo(1);
    assertThat(Calibration.fit(actual, quantiles, 10).factor90()).isLessThan(0.31);
  }

  @Test
  void networkOfTheConfigurationRunsStepByStep() {
    SeriesConfig config = config(Cell.GRU, OutputForm.GAUSSIAN, Strategy.RECURSIVE);
    FittedModel fit = fit(config, SERIES);
    StepwiseNetwork stepwise = StepwiseNetwork.of(fit.members().get(0));

    assertThat(stepwise.outputs()).isEqualTo(2); // mean and deviation of the next value
  }
}
