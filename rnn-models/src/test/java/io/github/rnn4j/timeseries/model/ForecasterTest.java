package io.github.rnn4j.timeseries.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.SeveralThreads;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.TinyModel;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.preparation.Calendar;
import io.github.rnn4j.timeseries.preparation.PowerTransform;
import io.github.rnn4j.timeseries.preparation.Preparation;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run of two untrained networks, which continue a ramp. */
class ForecasterTest {

  private static final SeriesConfig DIRECT = TinyModel.config(OutputForm.GAUSSIAN, Strategy.DIRECT);

  @TempDir private static Path folder;
  private static Forecaster forecaster;

  @BeforeAll
  static void open() {
    forecaster = Forecaster.open(run("direct", DIRECT));
  }

  private static Path run(String name, SeriesConfig config) {
    Preparation preparation = TinyModel.preparation(config, TinyModel.RAMP);
    MultiLayerNetwork member = TinyModel.untrained(config, preparation);
    RunDirectory run = RunDirectory.create(folder.resolve(name));
    run.writeJson(RunDirectory.CONFIG, config);
    run.writeJson(
        RunDirectory.PROVENANCE,
        Provenance.begin(
            Provenance.Data.ofSha256("tiny", TinyModel.RAMP.checksum(), true),
            1,
            config,
            Instant.EPOCH));
    run.write(ModelFiles.SERIES, TinyModel.RAMP::writeCsv);
    ModelFiles.write(
        run, new FittedModel(preparation, Calibration.NONE, List.of(member, member), 0));
    return run.folder();
  }

  private static SeriesConfig seasonal(int season, int horizon) {
    NetworkConfig n = DIRECT.network();
    return new SeriesConfig(
        DIRECT.data(),
        new PreparationConfig(PowerTransform.NONE, false, season, true, Calendar.NONE, 1),
        new NetworkConfig(
            n.cell(),
            n.recurrence(),
            n.activation(),
            n.recurrentWeights(),
            1,
            3,
            0,
            n.output(),
            n.strategy(),
            horizon,
            false,
            n.members()),
        DIRECT.training());
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void severalThreadsGetTheForecastsOfOne(Strategy strategy) throws Exception {
    SeriesConfig config = TinyModel.config(OutputForm.GAUSSIAN, strategy);
    Preparation preparation = TinyModel.preparation(config, TinyModel.RAMP);
    List<MultiLayerNetwork> members =
        List.of(TinyModel.random(config, preparation, 1), TinyModel.random(config, preparation, 2));
    Ensemble ensemble = new Ensemble(config, preparation, members, Calibration.NONE);
    try (Forecaster random = new Forecaster(config, ensemble, preparation, TinyModel.RAMP)) {
      IntFunction<List<Forecast>> ofPart = i -> random.forecast(TinyModel.RAMP.head(20 + i), 4);
      List<List<Forecast>> alone = IntStream.range(0, 12).mapToObj(ofPart).toList();

      List<List<Forecast>> together = SeveralThreads.results(400, i -> ofPart.apply(i % 12));

      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i)).isEqualTo(alone.get(i % 12));
      }
    }
    assertThat(members).allMatch(member -> member.params().wasClosed());
  }

  @Test
  void aClosedForecasterSaysSo() {
    Forecaster closed = Forecaster.open(folder.resolve("direct"));
    closed.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> closed.forecast(1))
        .withMessage("The model is closed; open its run again");
  }

  @Test
  void runsOfAnotherKindAreNamed() {
    RunDirectory tutorial = RunDirectory.create(folder.resolve("tutorial"));
    tutorial.writeJson(RunDirectory.CONFIG, Map.of("gradient", "segments"));

    assertThatExceptionOfType(RunException.class)
        .isThrownBy(() -> PanelForecaster.open(folder.resolve("direct")))
        .withMessageContaining("has one series; open it as a Forecaster");
    assertThatExceptionOfType(RunException.class)
        .isThrownBy(() -> Forecaster.open(tutorial.folder()))
        .withMessageContaining("is a run of the tutorial command");
    assertThatExceptionOfType(RunException.class)
        .isThrownBy(() -> PanelForecaster.open(tutorial.folder()))
        .withMessageContaining("is a run of the tutorial command");
  }

  @Test
  void newerDataIsReadWithTheColumnsAndStepsOfTheRun() throws IOException {
    Path file = folder.resolve("newer.csv");
    Files.writeString(
        file,
        IntStream.range(0, 70)
            .mapToObj(t -> "%d,note,%d\n".formatted(t, 2 * t))
            .collect(Collectors.joining("", "time,remark,x0\n", "")));

    TimeSeries newer = forecaster.read(file);

    assertThat(newer.variables()).containsExactly("x0");
    assertThat(forecaster.forecast(newer, 1).get(0).time()).isEqualTo("70");
    assertThat(forecaster.forecast(newer, 1).get(0).median()).isEqualTo(140);
  }

  @Test
  void forecastContinuesWhereTheSeriesEnds() {
    List<Forecast> forecasts = forecaster.forecast(forecaster.series(), 4);

    // 118 at step 59, 2 a step; the network outputs the standard normal distribution
    assertThat(forecasts).extracting(Forecast::time).containsExactly("60", "61", "62", "63");
    assertThat(forecasts).extracting(Forecast::median).containsExactly(120.0, 122.0, 124.0, 126.0);
    assertThat(forecasts).allSatisfy(f -> assertThat(f.variable()).isEqualTo("x0"));
    assertThat(forecasts.get(3).high90()).isEqualTo(126 + 1.64485, offset(1e-5));
    assertThat(forecasts.get(3).low50()).isEqualTo(126 - 0.67449, offset(1e-5));
  }

  @Test
  void beyondTheHorizonMediansAreFedBackAndThereAreNoIntervals() {
    List<Forecast> forecasts = forecaster.forecast(forecaster.series(), 11); // 4 + 4 + 3

    assertThat(forecasts)
        .extracting(Forecast::median)
        .containsExactlyElementsOf(Stream.iterate(120.0, y -> y + 2).limit(11).toList());
    assertThat(forecasts.subList(0, 4)).isEqualTo(forecaster.forecast(forecaster.series(), 4));
    assertThat(forecasts.subList(4, 11))
        .allSatisfy(
            f ->
                assertThat(new double[] {f.low50(), f.high50(), f.low90(), f.high90()})
                    .containsOnly(Double.NaN));
    assertThat(forecasts.get(10).time()).isEqualTo("70");
  }

  @Test
  void horizonOfOneForecastsAsManyStepsAsAsked() {
    NetworkConfig n = DIRECT.network();
    SeriesConfig one =
        new SeriesConfig(
            DIRECT.data(),
            DIRECT.preparation(),
            new NetworkConfig(
                n.cell(),
                n.recurrence(),
                n.activation(),
                n.recurrentWeights(),
                1,
                3,
                0,
                n.output(),
                n.strategy(),
                1,
                false,
                n.members()),
            DIRECT.training());
    Forecaster single = Forecaster.open(run("single", one));

    List<Forecast> forecasts = single.forecast(TinyModel.RAMP.head(3), 50);

    assertThat(forecasts).hasSize(50);
    assertThat(forecasts.get(49).median()).isEqualTo(104, offset(1e-6)); // 4 at step 2
  }

  @Test
  void shortestKnownSeriesIsForecastAndAShorterOneIsRefused() {
    assertThat(forecaster.forecast(forecaster.series().head(2), 4))
        .extracting(Forecast::median)
        .containsExactly(4.0, 6.0, 8.0, 10.0);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> forecaster.forecast(forecaster.series().head(1), 4))
        .withMessageContaining("has 1 steps; this model needs 2 or more");
  }

  @Test
  void knownSeriesMustReachBackAsFarAsTheFarthestStepNeeds() {
    // 7 steps ahead of a season of 5 need the value two seasons before, which is known from step 9
    Forecaster seasonal = Forecaster.open(run("seasonal", seasonal(5, 7)));
    TimeSeries series = seasonal.series();

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> seasonal.forecast(series.head(9), 7))
        .withMessageContaining("has 9 steps; this model needs 10 or more")
        .withMessageContaining("7 steps ahead");
    for (int[] lengthAndSteps : new int[][] {{10, 7}, {6, 5}}) {
      assertThat(seasonal.forecast(series.head(lengthAndSteps[0]), lengthAndSteps[1]))
          .allSatisfy(f -> assertThat(f.median()).isFinite())
          .allSatisfy(f -> assertThat(f.high90()).isFinite());
    }
  }

  @Test
  void nothingToForecastIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecaster.forecast(forecaster.series(), 0))
        .withMessageContaining("steps is 0");
  }

  @Test
  void invalidFactorIsRejectedWhenTheRunIsOpened() throws IOException {
    Path run = run("factors", DIRECT);

    for (String factor : new String[] {"0.0", "-1.0", "1e999"}) {
      Files.writeString(
          run.resolve(ModelFiles.CALIBRATION),
          "{\"factor50\": 1.0, \"factor90\": " + factor + ", \"values\": 3}");
      assertThatExceptionOfType(RunException.class)
          .isThrownBy(() -> Forecaster.open(run))
          .withMessageContaining("they must be above 0 and finite");
    }
  }
}
