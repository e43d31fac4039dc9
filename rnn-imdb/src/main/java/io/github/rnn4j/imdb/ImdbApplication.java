package io.github.rnn4j.imdb;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.CompletionCommand;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.report.CompareCommand;
import io.github.rnn4j.cli.search.SearchCommand;
import io.github.rnn4j.imdb.command.CheckCommand;
import io.github.rnn4j.imdb.command.EvaluateCommand;
import io.github.rnn4j.imdb.command.PredictCommand;
import io.github.rnn4j.imdb.command.ReportCommand;
import io.github.rnn4j.imdb.command.TrainCommand;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.ui.UiCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code rnn-imdb} program, which classifies texts: film reviews by sentiment, and any labelled
 * texts by their labels. Its commands are {@code train}, {@code check}, {@code evaluate}, {@code
 * predict}, {@code report}, {@code compare} and {@code ui}; without arguments it runs {@code train}
 * on synthetic reviews. {@link Application} handles errors and exit codes.
 */
@Command(
    name = ImdbConfig.PROGRAM,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Classify texts with recurrent networks: film reviews by sentiment, or your own texts by their"
            + " labels. The default command is train.")
public final class ImdbApplication {

  private ImdbApplication() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command-line arguments
   */
  public static void main(String[] args) {
    Application.main(ImdbApplication::commands, args);
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
    ConfigOptions.addTo(check, Preset.class, Preset.DEMO, CheckCommand::has);
    ImdbConfig shown = Preset.DEMO.config();
    CommandLine evaluate = new CommandLine(new EvaluateCommand(console));
    ConfigOptions.addTo(evaluate.getCommandSpec(), shown, EvaluateCommand::has);
    CommandLine predict = new CommandLine(new PredictCommand(console));
    ConfigOptions.addTo(predict.getCommandSpec(), shown, PredictCommand::has);
    return new CommandLine(new ImdbApplication())
        .addSubcommand(train)
        .addSubcommand(SearchCommand.of(console, TrainCommand.trials(), train))
        .addSubcommand(check)
        .addSubcommand(evaluate)
        .addSubcommand(predict)
        .addSubcommand(new ReportCommand(console))
        .addSubcommand(
            new CompareCommand(
                console, run -> run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class)))
        .addSubcommand(new UiCommand(console))
        .addSubcommand(new CompletionCommand(console))
        .registerConverter(
            EvaluateCommand.Part.class, ConfigOptions.enumConverter(EvaluateCommand.Part.class));
  }
}
