package io.github.rnn4j.timeseries.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.config.TrainingConfig;
import io.github.rnn4j.timeseries.data.SeriesTensors;
import io.github.rnn4j.timeseries.model.Ensemble;
import io.github.rnn4j.timeseries.model.FittedModel;
import io.github.rnn4j.timeseries.model.QuantileForecasts;
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
        new NetworkConfig(
            cell,
            Recurrence.HIDDEN_TO_HIDDEN,
            HiddenActivation.TANH,
            RecurrentWeights.ORTHOGONAL,
            1,
            6,
            0,
            output,
            strategy,
            4,
            highway,
            2),
        new TrainingConfig(3, 2, 20, 0.01, Clip.LAYER, 5, 0, 10, refit, 1, 0));
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

    QuantileForecasts made = fit(config, SERIES).ensemble(config).values(SERIES, origin, 4);
    QuantileForecasts unaware = fit(config, other).ensemble(config).values(other, origin, 4);

    assertThat(made.ofVariable(0)).isEqualTo(unaware.ofVariable(0));
  }

  @Test
  void forecastsFromManyOriginsAreThoseFromEach() {
    SeriesConfig config = config(Cell.GRU, OutputForm.QUANTILE, Strategy.DIRECT);
    Ensemble ensemble = fit(config, SERIES).ensemble(config);

    QuantileForecasts together = ensemble.values(SERIES, new int[] {200, 210, 230}, 4);
    QuantileForecasts alone = ensemble.values(SERIES, new int[] {210}, 4);

    for (int k = 1; k <= 4; k++) {
      assertThat(together.at(1, 0, k).toArray())
          .containsExactly(alone.at(0, 0, k).toArray(), offset(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void quantilesAreInOrder(Strategy strategy) {
    SeriesConfig config = config(Cell.ELMAN, OutputForm.QUANTILE, strategy);

    QuantileForecasts values =
        fit(config, SERIES).ensemble(config).values(SERIES, new int[] {200, 210}, 4);

    assertThat(values.ofVariable(0))
        .hasSize(8)
        .allSatisfy(quantiles -> assertThat(quantiles.toArray()).isSorted());
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
  void streamsCutTheTrainingPeriodWithoutChangingIt() {
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
    // the last origin with a label has only one step ahead: the rest are in the validation period
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
  void networkOfTheConfigurationRunsStepByStep() {
    SeriesConfig config = config(Cell.GRU, OutputForm.GAUSSIAN, Strategy.RECURSIVE);
    FittedModel fit = fit(config, SERIES);
    StepwiseNetwork stepwise = StepwiseNetwork.of(fit.members().get(0));

    assertThat(stepwise.outputs()).isEqualTo(2); // mean and deviation of the next value
  }
}
