package io.github.rnn4j.timeseries.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.config.TrainingConfig;
import io.github.rnn4j.timeseries.model.Calibration;
import io.github.rnn4j.timeseries.model.Ensemble;
import io.github.rnn4j.timeseries.model.FittedModel;
import io.github.rnn4j.timeseries.model.ModelFiles;
import io.github.rnn4j.timeseries.model.Paths;
import io.github.rnn4j.timeseries.model.QuantileForecasts;
import io.github.rnn4j.timeseries.model.SeriesNetwork;
import io.github.rnn4j.timeseries.preparation.Calendar;
import io.github.rnn4j.timeseries.preparation.LinearAutoregression;
import io.github.rnn4j.timeseries.preparation.PowerTransform;
import io.github.rnn4j.timeseries.preparation.Preparation;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that is added to a linear autoregression, in an ensemble of one or several members. */
class HighwayTest {

  private static final TimeAxis DAYS =
      new TimeAxis(LocalDateTime.of(2020, 1, 1, 0, 0), ChronoUnit.DAYS, 1);
  private static final TimeSeries SERIES = series(positive(240));
  private static final int TRAIN_END = 160;
  private static final int TEST_START = 200;
  private static final int HORIZON = 4;
  private static final int[] ORIGINS = {205, 220, 233};

  private static double[] positive(int n) {
    return Arrays.stream(SineSeries.noisy(n, 1).first()).map(value -> 3 + value).toArray();
  }

  private static TimeSeries series(double... values) {
    return new TimeSeries("test", true, DAYS, List.of("x"), new double[][] {values}, List.of());
  }

  private static SeriesConfig config(
      PreparationConfig preparation, OutputForm output, Strategy strategy, int epochs) {
    return new SeriesConfig(
        new DataConfig("noisy-sine", "", "", GapPolicy.ERROR, 240, 40, 40),
        preparation,
        new NetworkConfig(
            Cell.GRU,
            Recurrence.HIDDEN_TO_HIDDEN,
            HiddenActivation.TANH,
            RecurrentWeights.ORTHOGONAL,
            1,
            8,
            0,
            output,
            strategy,
            HORIZON,
            true,
            3),
        new TrainingConfig(epochs, 4, 20, 0.01, Clip.LAYER, 5, 0, 10, true, 1, 0));
  }

  private static PreparationConfig preparation(PowerTransform power, boolean seasonal) {
    return new PreparationConfig(power, true, 10, seasonal, Calendar.WEEK, 2);
  }

  private static FittedModel fit(SeriesConfig config, TimeSeries series) {
    return ModelFit.of(config, series.head(TEST_START), TRAIN_END, member -> List.of());
  }

  private static LinearAutoregression autoregression(
      PreparationConfig preparation, TimeSeries series) {
    return LinearAutoregression.choose(
        preparation, series.axis(), series.first(), TRAIN_END, TEST_START, HORIZON);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, false, QUANTILE",
    "LOG, true, QUANTILE",
    "SQRT, false, GAUSSIAN",
    "NONE, true, GAUSSIAN",
  })
  void untrainedNetworkForecastsWhatTheAutoregressionForecasts(
      PowerTransform power, boolean seasonal, OutputForm output) {
    SeriesConfig config = config(preparation(power, seasonal), output, Strategy.DIRECT, 1);
    LinearAutoregression linear = autoregression(config.preparation(), SERIES);
    Preparation preparation =
        Preparation.fit(config.preparation(), SERIES.head(TRAIN_END), HORIZON, List.of(linear));
    Ensemble untrained =
        new Ensemble(
            config,
            preparation,
            List.of(SeriesNetwork.build(config, preparation, 1)),
            Calibration.NONE);

    QuantileForecasts forecasts = untrained.values(SERIES, ORIGINS, HORIZON);

    for (int i = 0; i < ORIGINS.length; i++) {
      double[] expected = linear.forecast(DAYS, SERIES.first(), ORIGINS[i], HORIZON);
      for (int k = 1; k <= HORIZON; k++) {
        Quantiles forecast = forecasts.at(i, 0, k);
        assertThat(forecast.median()).isEqualTo(expected[k - 1], offset(1e-6));
        assertThat(forecast.high90()).isGreaterThan(expected[k - 1]);
      }
    }
  }

  @Test
  void untrainedNetworkRunsFreelyAsTheAutoregressionDoes() {
    SeriesConfig config =
        config(preparation(PowerTransform.LOG, true), OutputForm.GAUSSIAN, Strategy.RECURSIVE, 1);
    LinearAutoregression linear = autoregression(config.preparation(), SERIES);
    Preparation preparation =
        Preparation.fit(config.preparation(), SERIES.head(TRAIN_END), 1, List.of(linear));
    Paths paths =
        new Paths(config, preparation, List.of(SeriesNetwork.build(config, preparation, 1)));

    double[] walked =
        paths.free(SERIES, 60).ofVariable(0).stream().mapToDouble(Quantiles::median).toArray();

    double[] levels = preparation.levels(SERIES)[0];
    assertThat(walked).containsExactly(linear.levels(levels, DAYS, 239, 60), offset(1e-5));
  }

  @Test
  void networkLearnsWhatTheAutoregressionCannotForecast() {
    // A tent map: the next value depends on the size of the last one and not on its sign.
    Random random = new Random(4);
    double[] y = new double[240];
    for (int t = 1; t < y.length; t++) {
      y[t] = 1 - 1.8 * Math.abs(y[t - 1]) + 0.05 * random.nextGaussian();
    }
    TimeSeries series = series(y);
    PreparationConfig plain =
        new PreparationConfig(PowerTransform.NONE, false, 1, false, Calendar.NONE, 1);
    SeriesConfig config = config(plain, OutputForm.QUANTILE, Strategy.DIRECT, 60);
    LinearAutoregression linear = autoregression(plain, series).refitted(DAYS, y, TEST_START);

    QuantileForecasts forecasts =
        fit(config, series).ensemble(config).values(series, range(TEST_START - 1, 239), 1);

    double ofNetwork = 0;
    double ofAutoregression = 0;
    for (int i = 0; i < forecasts.origins(); i++) {
      int origin = TEST_START - 1 + i;
      ofNetwork += Math.abs(forecasts.at(i, 0, 1).median() - y[origin + 1]);
      ofAutoregression += Math.abs(linear.forecast(DAYS, y, origin, 1)[0] - y[origin + 1]);
    }
    assertThat(ofNetwork).isLessThan(0.7 * ofAutoregression);
  }

  @Test
  void ensembleForecastsTheMeanOfItsMembers() {
    SeriesConfig config =
        config(preparation(PowerTransform.NONE, false), OutputForm.QUANTILE, Strategy.DIRECT, 3);
    FittedModel fit = fit(config, SERIES);

    QuantileForecasts together =
        new Ensemble(config, fit.preparation(), fit.members(), Calibration.NONE)
            .values(SERIES, ORIGINS, HORIZON);

    List<QuantileForecasts> alone = new ArrayList<>();
    for (var member : fit.members()) {
      alone.add(
          new Ensemble(config, fit.preparation(), List.of(member), Calibration.NONE)
              .values(SERIES, ORIGINS, HORIZON));
    }
    double[] said = together.at(1, 0, 4).toArray();
    for (int level = 0; level < said.length; level++) {
      int at = level;
      double[] each = alone.stream().mapToDouble(a -> a.at(1, 0, 4).toArray()[at]).toArray();
      assertThat(said[level])
          .isEqualTo(DoubleStream.of(each).average().orElseThrow(), offset(1e-9));
      assertThat(each[0]).isNotEqualTo(each[1]);
    }
  }

  @ParameterizedTest
  @CsvSource({"DIRECT, QUANTILE", "RECURSIVE, GAUSSIAN"})
  void savedModelForecastsAsTheOneInMemory(
      Strategy strategy, OutputForm output, @TempDir Path folder) {
    SeriesConfig config = config(preparation(PowerTransform.LOG, true), output, strategy, 3);
    FittedModel fit = fit(config, SERIES);
    RunDirectory run = RunDirectory.create(folder.resolve("run"));

    ModelFiles.write(run, fit);

    QuantileForecasts read = ModelFiles.read(run, config, SERIES).values(SERIES, ORIGINS, HORIZON);
    assertThat(read.ofVariable(0))
        .isEqualTo(fit.ensemble(config).values(SERIES, ORIGINS, HORIZON).ofVariable(0));
    assertThat(run.readJson(ModelFiles.PREPARATION, Preparation.class))
        .isEqualTo(fit.preparation());
  }

  @Test
  void refitAlsoFitsTheHighwayOnTheValidationPeriod() {
    SeriesConfig config =
        config(preparation(PowerTransform.NONE, false), OutputForm.QUANTILE, Strategy.DIRECT, 1);

    Preparation preparation = fit(config, SERIES).preparation();

    LinearAutoregression chosen = autoregression(config.preparation(), SERIES);
    assertThat(preparation.highway())
        .containsExactly(chosen.refitted(DAYS, SERIES.first(), TEST_START));
    assertThat(preparation.highway().get(0).coefficients()).isNotEqualTo(chosen.coefficients());
  }

  private static int[] range(int from, int to) {
    return java.util.stream.IntStream.range(from, to).toArray();
  }
}
