package io.github.rnn4j.timeseries.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.cli.train.PictureFile;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.SeriesPanel;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.model.FileFailure;
import io.github.rnn4j.picture.BandChart;
import io.github.rnn4j.run.FileContent;
import io.github.rnn4j.run.NotWrittenException;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.backtest.BestBaseline;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.PanelData;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.ForecastPicture;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.ModelFiles;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import io.github.rnn4j.timeseries.tutorial.TutorialModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Forecasts the next steps of a series: CSV or JSON on standard output, and a chart in the run
 * folder.
 */
@Command(
    name = "forecast",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Forecast the next steps of the series, print them as CSV with 50 and 90 percent"
            + " intervals, and save a chart in the run folder. If the run has several series, all are"
            + " forecast. The network of a tutorial run"
            + " continues its sine by reading its own predictions, without intervals.")
public final class ForecastCommand implements Callable<Integer> {

  private static final Path NO_PICTURE = Path.of("none");

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private DataAccessOptions access;
  @Mixin private OtherSeries other;
  @Mixin private JsonOutput json;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Number of steps to forecast, 1 to 100000. Default: the horizon of the run; of a tutorial"
              + " run, as many steps as it was trained on")
  private Integer steps;

  @Option(
      names = "--known",
      paramLabel = "N",
      description =
          "Forecast a single series from the first N steps only, and compare the forecast with the actual values"
              + " that follow. Default: all")
  private Integer known;

  @Option(
      names = "--picture",
      paramLabel = "FILE|none",
      description =
          "Where to draw the forecast, as PNG. Default: " + ModelFiles.FORECAST + " in the run")
  private Path picture;

  @Option(
      names = "--free-running",
      description =
          "Feed the median of each step back as the next input instead of sampling; needs a run"
              + " trained with --strategy recursive, and gives no intervals.")
  private boolean free;

  public ForecastCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    if (TutorialModel.isIn(directory)) {
      print(directory, ofTutorial(directory));
    } else if (PanelForecaster.isIn(directory)) {
      ofSeveral(directory);
    } else {
      print(directory, ofModel());
    }
    return 0;
  }

  private void ofSeveral(RunDirectory directory) {
    if (known != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--known cannot be used with a run of several series; give them up to that time with --data");
    }
    PanelForecaster forecaster = PanelForecaster.open(run);
    SeriesPanel panel = other.isGiven() ? other.read(forecaster) : forecaster.data().panel();
    told(panel.reading(), panel.repairs());
    List<TimeSeries> series =
        panel.series().stream().filter(each -> !forecaster.isTooShort(each)).toList();
    List<TimeSeries> tooShort = panel.series().stream().filter(forecaster::isTooShort).toList();
    if (!tooShort.isEmpty()) {
      console
          .err()
          .printf(
              "Without a forecast, because the model needs %d or more steps: %s%n",
              forecaster.leastSteps(), PanelData.names(tooShort));
    }
    if (series.isEmpty()) {
      throw new DataException(
          "%s: no series is long enough for this model; use longer series".formatted(panel.name()));
    }
    ForecastPicture.After first =
        new PanelForecasts(forecaster, series, ahead(forecaster.config().network().horizon()), free)
            .print(json, console);
    if (series.size() > 1 && !NO_PICTURE.equals(picture)) {
      console.err().printf("The picture shows the first series, %s.%n", first.known().name());
    }
    draw(directory, first);
  }

  /** Tells how another series was read. */
  private void told(String reading, List<String> repairs) {
    if (other.isGiven()) {
      TrainCommand.readAs(reading, console.err());
      TrainCommand.repaired(repairs, console.err());
    }
  }

  private ForecastPicture.After ofModel() {
    Forecaster forecaster = Forecaster.open(run);
    int ahead = ahead(forecaster.config().network().horizon());
    TimeSeries whole =
        other.isGiven() ? other.read(forecaster, access.cache(console)) : forecaster.series();
    told(whole.reading(), whole.repairs());
    TimeSeries begun = begun(whole);
    return new ForecastPicture.After(
        begun,
        free ? forecaster.freeRun(begun, ahead) : forecaster.forecast(begun, ahead),
        whole,
        baseline(forecaster, begun, ahead));
  }

  /**
   * Returns the forecast of the best baseline of the run for the picture. There is none for another
   * series, or if the baseline was fitted to values that are not known.
   */
  private Optional<BandChart.Line> baseline(Forecaster forecaster, TimeSeries begun, int ahead) {
    RunDirectory directory = RunDirectory.open(run);
    SeriesConfig config = forecaster.config();
    SeriesData data = SeriesData.split(config.data(), forecaster.series());
    boolean shown =
        !NO_PICTURE.equals(picture)
            && !other.isGiven()
            && directory.has(ModelFiles.BACKTEST)
            && begun.length() >= data.testStart();
    if (!shown) {
      return Optional.empty();
    }
    int[] end = {begun.length() - 1};
    try {
      BacktestReport report = directory.readJson(ModelFiles.BACKTEST, BacktestReport.class);
      return Optional.of(BestBaseline.of(report, data, config, List.of()).line(end, ahead));
    } catch (RunException | DataException cause) {
      console.err().println("The picture has no baseline: " + cause.getMessage());
      return Optional.empty();
    }
  }

  private ForecastPicture.After ofTutorial(RunDirectory directory) {
    if (other.isGiven()) {
      throw new ParameterException(
          spec.commandLine(),
          "--data cannot be used with a run of the tutorial command, whose network knows only its own sine");
    }
    if (free) {
      throw new ParameterException(
          spec.commandLine(),
          "--free-running cannot be used with a run of the tutorial command, whose network always reads its own predictions");
    }
    TutorialModel model = TutorialModel.open(directory);
    int ahead = ahead(model.horizon());
    TimeSeries begun = begun(model.series());
    return new ForecastPicture.After(
        begun, model.forecast(begun, ahead), model.series(), Optional.empty());
  }

  private int ahead(int horizon) {
    int ahead = steps == null ? horizon : steps;
    if (ahead < 1 || ahead > 100_000) {
      throw new ParameterException(
          spec.commandLine(), "--steps is " + ahead + "; it must be from 1 to 100000");
    }
    return ahead;
  }

  private TimeSeries begun(TimeSeries whole) {
    return known == null ? whole : whole.head(checkKnown(whole.length()));
  }

  private void print(RunDirectory directory, ForecastPicture.After after) {
    if (json.asked()) {
      after.forecasts().forEach(forecast -> json.print(console, forecast));
    } else {
      console.out().println(Forecast.CSV_HEADER);
      after.forecasts().forEach(forecast -> console.out().println(forecast.csv()));
    }
    compare(after);
    draw(directory, after);
  }

  private void draw(RunDirectory directory, ForecastPicture.After after) {
    if (!NO_PICTURE.equals(picture)) {
      Path file = picture == null ? directory.file(ModelFiles.FORECAST) : picture;
      draw(directory, after.chart()::writePng, file);
    }
  }

  /** The forecast is the result; without its picture, it is still complete. */
  private void draw(RunDirectory directory, FileContent chart, Path file) {
    try {
      if (picture == null) {
        PictureFile.write(directory, ModelFiles.FORECAST, chart, console.err());
      } else {
        PictureFile.write(file, chart, console.err());
      }
      console.err().println("Picture: " + file);
    } catch (NotWrittenException cause) {
      noPicture(cause.getMessage());
    } catch (IOException cause) {
      noPicture("Cannot write %s (%s).".formatted(file, FileFailure.reason(cause)));
    }
  }

  private void noPicture(String reason) {
    console
        .err()
        .println(
            "There is no picture: "
                + reason
                + " Choose another place with --picture FILE, or --picture none.");
  }

  private int checkKnown(int length) {
    if (known < 1 || known > length) {
      throw new ParameterException(
          spec.commandLine(),
          "--known is " + known + "; for this series it must be from 1 to " + length);
    }
    return known;
  }

  private void compare(ForecastPicture.After after) {
    if (after.came().length > 0) {
      ForecastMetrics metrics = after.metrics();
      console
          .err()
          .printf(
              Locale.ROOT,
              "Forecast errors of %s over %,d steps with actual values: RMSE %.4g, MAE %.4g%n",
              after.variable(),
              metrics.forecasts(),
              metrics.rmse(),
              metrics.mae());
    }
  }
}
