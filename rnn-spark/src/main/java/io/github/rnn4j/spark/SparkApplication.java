package io.github.rnn4j.spark;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.spark.command.ApplyCommand;
import io.github.rnn4j.spark.command.ForecastCommand;
import io.github.rnn4j.spark.command.SparkSearchCommand;
import io.github.rnn4j.spark.command.TrainLanguageCommand;
import io.github.rnn4j.spark.command.TrainTextCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code rnn-spark} program, which {@code spark-submit} starts: trains networks, searches for
 * their best options, applies saved runs, and forecasts series.
 */
@Command(
    name = "rnn-spark",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Train networks, apply saved runs and forecast many series with Apache Spark.")
public final class SparkApplication {

  private SparkApplication() {}

  /** The {@code train} command, which has one for each application. */
  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "APPLICATION",
      description = "Train a network of an application on the cluster.")
  private static final class Training {}

  /** The {@code search} command, which has one for each application. */
  @Command(
      name = "search",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "APPLICATION",
      description = "Search for the best options of an application's train.")
  private static final class Searching {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command-line arguments
   */
  public static void main(String[] args) {
    DriverLog.limit();
    Application.main(SparkApplication::commands, args.length == 0 ? new String[] {"--help"} : args);
  }

  /**
   * Returns the commands.
   *
   * @param console where they print
   * @return the command line
   */
  public static CommandLine commands(Console console) {
    return new CommandLine(new SparkApplication())
        .addSubcommand(
            new CommandLine(new Training())
                .addSubcommand(TrainTextCommand.of(console))
                .addSubcommand(TrainLanguageCommand.of(console)))
        .addSubcommand(SparkSearchCommand.addTo(new CommandLine(new Searching()), console))
        .addSubcommand(new ApplyCommand(console))
        .addSubcommand(ForecastCommand.of(console));
  }
}
