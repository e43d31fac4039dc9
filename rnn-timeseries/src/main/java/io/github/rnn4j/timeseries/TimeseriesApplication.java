package io.github.rnn4j.timeseries;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.CompletionCommand;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.report.CompareCommand;
import io.github.rnn4j.cli.search.SearchCommand;
import io.github.rnn4j.timeseries.command.BacktestCommand;
import io.github.rnn4j.timeseries.command.CheckCommand;
import io.github.rnn4j.timeseries.command.ForecastCommand;
import io.github.rnn4j.timeseries.command.ReportCommand;
import io.github.rnn4j.timeseries.command.TrainCommand;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.tutorial.TutorialCommand;
import io.github.rnn4j.timeseries.tutorial.TutorialConfig;
import io.github.rnn4j.timeseries.tutorial.TutorialModel;
import io.github.rnn4j.ui.UiCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code rnn-timeseries} program, which forecasts time series. Its commands: {@code train},
 * {@code check}, {@code forecast}, {@code backtest}, {@code tutorial}, {@code report}, {@code
 * compare}, {@code ui}. Without arguments it runs {@code train} on a synthetic series.
 */
@Command(
    name = SeriesConfig.PROGRAM,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Forecast time series with recurrent networks. The default command is train.")
public final class TimeseriesApplication {

  private TimeseriesApplication() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Application.main(TimeseriesApplication::commands, args);
  }

  /**
   * Creates the program with all its commands.
   *
   * @param console what the commands read from and write to
   * @return the program
   */
  public static CommandLine commands(Console console) {
    CommandLine train = TrainCommand.of(console);
    CommandLine check = new CommandLine(new CheckCommand(console));
    ConfigOptions.addTo(check, Preset.class, Preset.DEMO, CheckCommand::has);
    CommandLine tutorial = new CommandLine(new TutorialCommand(console));
    ConfigOptions.addTo(
        tutorial.getCommandSpec(), new TutorialConfig.Options(TutorialConfig.DEFAULT));
    return new CommandLine(new TimeseriesApplication())
        .addSubcommand(train)
        .addSubcommand(SearchCommand.of(console, TrainCommand.trials(), train))
        .addSubcommand(check)
        .addSubcommand(new ForecastCommand(console))
        .addSubcommand(new BacktestCommand(console))
        .addSubcommand(tutorial)
        .addSubcommand(new ReportCommand(console))
        .addSubcommand(new CompareCommand(console, TutorialModel::configuration))
        .addSubcommand(new UiCommand(console))
        .addSubcommand(new CompletionCommand(console));
  }
}
