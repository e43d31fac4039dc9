package io.github.rnn4j.timeseries.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.cli.train.Meter;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.backtest.Backtest;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.backtest.PanelBacktest;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import io.github.rnn4j.timeseries.model.QuantileForecasts;
import io.github.rnn4j.timeseries.report.FigureTable;
import io.github.rnn4j.timeseries.training.RefittedBacktest;
import io.github.rnn4j.timeseries.tutorial.TutorialModel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Backtests a model from the origins of the test period and compares it with baselines. */
@Command(
    name = "backtest",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Backtest the model from every origin of the test period (rolling origin) and compare it"
            + " with simple baselines. With --data, the test period is that of the newer series, but"
            + " begins after the training of the model. A run with several series is tested on its"
            + " own series.")
public final class BacktestCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private DataAccessOptions access;
  @Mixin private OtherSeries other;
  @Mixin private JsonOutput json;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @Option(
      names = "--stride",
      paramLabel = "N",
      description =
          "Steps from one origin to the next, 1 or more. Default: 1; more if that would give over"
              + " 5,000 origins")
  private Integer stride;

  @Option(
      names = "--refit-every",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Retrain after every N origins on all values known by then; 0 for never. Default: 0")
  private int refitEvery;

  public BacktestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if ((stride != null && stride < 1) || refitEvery < 0) {
      throw new ParameterException(
          spec.commandLine(),
          stride != null && stride < 1
              ? "--stride is " + stride + "; it must be 1 or more"
              : "--refit-every is " + refitEvery + "; it must be 0 or more");
    }
    TutorialModel.refuse(RunDirectory.open(run), "no test period");
    if (PanelForecaster.isIn(RunDirectory.open(run))) {
      show(ofSeveral());
      return 0;
    }
    Forecaster forecaster = Forecaster.open(run);
    SeriesConfig config = forecaster.config();
    SeriesData data = data(forecaster);
    Backtest backtest = new Backtest(data, config, stride == null ? Backtest.stride(data) : stride);
    RefittedBacktest refitted = new RefittedBacktest(config, data, backtest.origins(), refitEvery);
    QuantileForecasts network =
        refitEvery == 0 ? backtest.forecasts(forecaster.ensemble()) : values(refitted);
    BacktestReport report =
        BacktestReport.of(data, config, backtest, network, refitEvery == 0 ? 0 : refitted.fits());
    show(report);
    return 0;
  }

  private BacktestReport ofSeveral() {
    if (stride != null || refitEvery > 0 || other.isGiven()) {
      throw new ParameterException(
          spec.commandLine(),
          "%s cannot be used with a run of several series; leave it out"
              .formatted(
                  stride != null ? "--stride" : refitEvery > 0 ? "--refit-every" : "--data"));
    }
    PanelForecaster forecaster = PanelForecaster.open(run);
    return new PanelBacktest(forecaster.config(), forecaster.data(), /* fast= */ false)
        .report(index -> forecaster.of(index).ensemble());
  }

  private void show(BacktestReport report) {
    if (json.asked()) {
      json.print(console, report);
    } else {
      print(report);
    }
  }

  private SeriesData data(Forecaster forecaster) {
    DataConfig config = forecaster.config().data();
    SeriesData own = SeriesData.split(config, forecaster.series());
    if (!other.isGiven()) {
      return own;
    }
    TimeSeries newer = other.read(forecaster, access.cache(console));
    forecaster.requireFit(newer);
    SeriesData tested = own.newer(config, newer);
    int horizon = forecaster.config().network().horizon();
    int steps = newer.length() - tested.testStart();
    if (steps < horizon) {
      throw new DataException(
          "%s has only %d steps after the training of the model, which forecasts %d; use a longer series"
              .formatted(newer.name(), steps, horizon));
    }
    return tested;
  }

  private QuantileForecasts values(RefittedBacktest refitted) {
    try (Meter meter = new Meter(console, "Backtest", "model", refitted.fits())) {
      return refitted.values(fit -> meter.step(fit, "retrained"));
    }
  }

  private void print(BacktestReport report) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s%s, %s: %,d origins%s, %d steps ahead%s:%n%s",
            report.series(),
            report.synthetic() ? " (synthetic: generated by this program)" : "",
            String.join(
                ", ", report.results().stream().map(BacktestReport.Result::variable).toList()),
            report.origins(),
            report.each().isEmpty()
                ? ""
                : String.format(Locale.ROOT, " in %,d series", report.each().size()),
            report.horizon(),
            report.refitted() == 0
                ? ""
                : ", network retrained %d times".formatted(report.refitted()),
            FigureTable.of(report));
  }
}
