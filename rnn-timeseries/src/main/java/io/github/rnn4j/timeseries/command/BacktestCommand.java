package io.github.rnn4j.timeseries.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.train.Meter;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.backtest.Backtest;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.QuantileForecasts;
import io.github.rnn4j.timeseries.report.FigureTable;
import io.github.rnn4j.timeseries.training.RefittedBacktest;
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

/** Forecasts from one origin after the other in the test part, beside the baselines. */
@Command(
    name = "backtest",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Forecast from every origin of the test part (rolling origin), beside simple forecasts.")
public final class BacktestCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private JsonOutput json;

  @Parameters(paramLabel = "RUN", description = "Directory of the run.")
  private Path run;

  @Option(
      names = "--stride",
      paramLabel = "N",
      defaultValue = "1",
      description = "Steps from one origin to the next, 1 or more. Default: 1")
  private int stride;

  @Option(
      names = "--refit-every",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Train again after every N origins on all that is known by then; 0 for never. Default: 0")
  private int refitEvery;

  public BacktestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (stride < 1 || refitEvery < 0) {
      throw new ParameterException(
          spec.commandLine(),
          stride < 1
              ? "--stride is " + stride + "; give 1 or more"
              : "--refit-every is " + refitEvery + "; give 0 or more");
    }
    Forecaster forecaster = Forecaster.open(run);
    SeriesConfig config = forecaster.config();
    SeriesData data = SeriesData.split(config.data(), forecaster.series());
    Backtest backtest = new Backtest(data, config, stride);
    RefittedBacktest refitted = new RefittedBacktest(config, data, backtest.origins(), refitEvery);
    ForecastMetrics network =
        refitEvery == 0 ? backtest.of(forecaster.ensemble()) : backtest.of(values(refitted));
    BacktestReport report =
        BacktestReport.of(data, config, backtest, network, refitEvery == 0 ? 0 : refitted.fits());
    if (json.asked()) {
      json.print(console, report);
    } else {
      print(report);
    }
    return 0;
  }

  private QuantileForecasts values(RefittedBacktest refitted) {
    try (Meter meter = new Meter(console, "backtest", "model", refitted.fits())) {
      return refitted.values(fit -> meter.step(fit, "trained anew"));
    }
  }

  private void print(BacktestReport report) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s%s, %s: %d origins, %d steps ahead%s:%n%slowest MAE: %s%n",
            report.series(),
            report.synthetic() ? " (synthetic: made up by this program)" : "",
            report.variable(),
            report.origins(),
            report.horizon(),
            report.refitted() == 0
                ? ""
                : ", network trained anew %d times".formatted(report.refitted()),
            FigureTable.of(report),
            report.winner());
  }
}
