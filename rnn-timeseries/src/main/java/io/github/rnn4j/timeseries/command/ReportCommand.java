package io.github.rnn4j.timeseries.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.backtest.Backtest;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.backtest.PanelBacktest;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Forecaster;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import io.github.rnn4j.timeseries.report.PanelPage;
import io.github.rnn4j.timeseries.report.ReportPage;
import io.github.rnn4j.timeseries.tutorial.TutorialModel;
import io.github.rnn4j.timeseries.tutorial.TutorialPage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Rewrites the report of a run. */
@Command(
    name = "report",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Backtest the run's model on its series again and rewrite report.html in the run"
            + " folder. The report of a tutorial run is rewritten from its saved results.")
public final class ReportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    if (TutorialModel.isIn(directory)) {
      TutorialPage.write(directory);
    } else if (PanelForecaster.isIn(directory)) {
      PanelForecaster forecaster = PanelForecaster.open(run);
      PanelPage.write(
          directory,
          new PanelBacktest(forecaster.config(), forecaster.data(), /* fast= */ false)
              .report(index -> forecaster.of(index).ensemble()));
    } else {
      ReportPage.write(directory, backtest());
    }
    console.out().println("Report: " + directory.file(RunDirectory.REPORT));
    return 0;
  }

  private BacktestReport backtest() {
    Forecaster forecaster = Forecaster.open(run);
    SeriesConfig config = forecaster.config();
    SeriesData data = SeriesData.split(config.data(), forecaster.series());
    Backtest backtest = new Backtest(data, config, Backtest.stride(data));
    return BacktestReport.of(data, config, backtest, backtest.forecasts(forecaster.ensemble()), 0);
  }
}
