package io.github.rnn4j.charlm;

import io.github.rnn4j.charlm.command.CheckCommand;
import io.github.rnn4j.charlm.command.EvaluateCommand;
import io.github.rnn4j.charlm.command.HeatMapCommand;
import io.github.rnn4j.charlm.command.ReportCommand;
import io.github.rnn4j.charlm.command.SampleCommand;
import io.github.rnn4j.charlm.command.TrainCommand;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.CompletionCommand;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.report.CompareCommand;
import io.github.rnn4j.cli.search.SearchCommand;
import io.github.rnn4j.ui.UiCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code rnn-charlm} program, which trains and uses language models. Its commands are {@code
 * train}, {@code check}, {@code sample}, {@code evaluate}, {@code heat-map}, {@code report}, {@code
 * compare} and {@code ui}; without arguments it runs {@code train} on a synthetic text. {@link
 * Application} handles errors and exit codes.
 */
@Command(
    name = CharlmConfig.PROGRAM,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Train and use recurrent language models of characters or words. The"
            + " default command is train.")
public final class CharlmApplication {

  private CharlmApplication() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command-line arguments
   */
  public static void main(String[] args) {
    Application.main(CharlmApplication::commands, args);
  }

  /**
   * Creates the program with all its commands.
   *
   * @param console where the commands read and write
   * @return the program
   */
  public static CommandLine commands(Console console) {
    CommandLine train = TrainCommand.of(console);
    CommandLine check = new CommandLine(new CheckCommand(console));
    ConfigOptions.addTo(check, Preset.class, Preset.SMALL, CheckCommand::has);
    return new CommandLine(new CharlmApplication())
        .addSubcommand(train)
        .addSubcommand(SearchCommand.of(console, TrainCommand.trials(), train))
        .addSubcommand(check)
        .addSubcommand(new SampleCommand(console))
        .addSubcommand(new EvaluateCommand(console))
        .addSubcommand(new HeatMapCommand(console))
        .addSubcommand(new ReportCommand(console))
        .addSubcommand(
            new CompareCommand(
                console, run -> run.readConfig(CharlmConfig.PROGRAM, CharlmConfig.class)))
        .addSubcommand(new UiCommand(console))
        .addSubcommand(new CompletionCommand(console))
        .registerConverter(
            EvaluateCommand.PartName.class,
            ConfigOptions.enumConverter(EvaluateCommand.PartName.class));
  }
}
