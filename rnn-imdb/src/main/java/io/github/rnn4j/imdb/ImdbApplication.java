package io.github.rnn4j.imdb;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.train.BuildVersion;
import io.github.rnn4j.train.RunException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Sentiment of film reviews on the command line: {@code train}, {@code evaluate}, {@code predict};
 * without arguments, {@code train} on made-up reviews.
 *
 * <p>The exit code is 0 for success only, 2 for wrong usage, 1 for all else. What the user can mend
 * is said in a message; a stack trace is a defect of the program.
 */
@Command(
    name = "rnn-imdb",
    mixinStandardHelpOptions = true,
    versionProvider = ImdbApplication.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Sentiment of film reviews with recurrent networks. Without a command: train.")
public final class ImdbApplication {

  private ImdbApplication() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    Console console = Console.ofProcess();
    System.setOut(System.err); // Results alone are on standard output, whatever a library prints.
    System.exit(run(console, args));
  }

  /**
   * Runs a command.
   *
   * @param console where it reads and writes
   * @param args the command line
   * @return the exit code
   */
  static int run(Console console, String... args) {
    CommandLine commandLine = new CommandLine(new ImdbApplication());
    commandLine.addSubcommand(train(console));
    commandLine.addSubcommand(new EvaluateCommand(console));
    commandLine.addSubcommand(new PredictCommand(console));
    commandLine.registerConverter(
        EvaluateCommand.Part.class, ConfigOptions.enumConverter(EvaluateCommand.Part.class));
    commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler((error, given) -> misused(error, console));
    commandLine.setExecutionExceptionHandler((error, command, parsed) -> failed(error, console));
    commandLine.setExpandAtFiles(false); // A review may begin with '@'.
    int exitCode = commandLine.execute(args.length == 0 ? new String[] {"train"} : args);
    return exitCode == CommandLine.ExitCode.OK ? written(console) : exitCode;
  }

  /** A stream for printing keeps its errors to itself until it is asked. */
  private static int written(Console console) {
    if (console.out().checkError()) {
      console.err().println("Standard output cannot be written to: results are missing there.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  private static CommandLine train(Console console) {
    CommandLine train = new CommandLine(new TrainCommand(console));
    ConfigOptions.addTo(train.getCommandSpec(), Preset.DEMO.config());
    train
        .getCommandSpec()
        .usageMessage()
        .footer(
            Stream.concat(
                    Stream.of("%nThe defaults above are those of demo. Presets:"),
                    Stream.of(Preset.values()).map(p -> "  " + p + ": " + p.cost()))
                .toArray(String[]::new));
    train.registerConverter(Preset.class, ConfigOptions.enumConverter(Preset.class));
    return train;
  }

  private static int misused(ParameterException error, Console console) {
    console.err().println(error.getMessage());
    CommandLine command = error.getCommandLine();
    UnmatchedArgumentException.printSuggestions(
        error, new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    console.err().printf("See '%s --help'.%n", command.getCommandSpec().qualifiedName());
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception error, Console console) {
    if (error instanceof DataException || error instanceof RunException) {
      console.err().println(error.getMessage());
    } else {
      error.printStackTrace(console.err());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** How to start this program with a command from the folder of the project. */
  static String commandLine(String command) {
    return "./mvnw -q -pl rnn-imdb -am compile exec:java -Dexec.args=\"" + command + "\"";
  }

  /** Version and commit of the build, for {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      BuildVersion build = BuildVersion.current();
      return new String[] {"rnn-imdb %s, commit %s".formatted(build.version(), build.commit())};
    }
  }
}
