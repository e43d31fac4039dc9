package io.github.rnn4j.cli;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.kernel.SystemPropertyException;
import io.github.rnn4j.kernel.choice.BackendProperty;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.run.BuildVersion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.deeplearning4j.config.DL4JSystemProperties;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What all programs of this project have in common: streams, errors and exit codes.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   Application.main(console -> new CommandLine(new Commands()).addSubcommand(new Train(console)), args);
 * }
 * }</pre>
 *
 * <p>The exit code is 0 for success only, 2 for wrong usage, {@value #INTERRUPTED} for a training
 * that was interrupted and is saved, 1 for all else. What the user can mend is said in a message
 * ({@link DataException}, {@link RunException}, {@link ParameterException}); a stack trace is a
 * defect of the program. Without arguments a program runs {@code train}.
 */
public final class Application {

  /** The exit code of a training that Ctrl-C stopped, as shells give it. */
  public static final int INTERRUPTED = 130;

  private static final String CRASH_DUMPS = DL4JSystemProperties.CRASH_DUMP_ENABLED_PROPERTY;

  private Application() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param commands the program's commands, given where they read and write
   * @param args the command line
   */
  public static void main(Function<Console, CommandLine> commands, String... args) {
    System.setProperty("java.awt.headless", "true");
    if (System.getProperty(CRASH_DUMPS) == null) {
      System.setProperty(CRASH_DUMPS, "false"); // What to do is said; no file of a hundred lines.
    }
    Console console = Console.ofProcess();
    System.setOut(System.err); // Results alone are on standard output, whatever a library prints.
    System.exit(run(commands, console, args));
  }

  /**
   * Runs a command.
   *
   * @param commands the program's commands, given where they read and write
   * @param console where they read and write
   * @param args the command line
   * @return the exit code
   */
  public static int run(Function<Console, CommandLine> commands, Console console, String... args) {
    CommandLine commandLine = commands.apply(console);
    CommandSpec spec = commandLine.getCommandSpec();
    spec.versionProvider(() -> new String[] {version(spec.name())});
    commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler((error, given) -> misused(error, console));
    commandLine.setExecutionExceptionHandler((error, command, parsed) -> failed(error, console));
    commandLine.setExpandAtFiles(false); // A text may begin with '@'.
    int exitCode = execute(commandLine, console, args.length == 0 ? new String[] {"train"} : args);
    return exitCode == CommandLine.ExitCode.OK ? written(console) : exitCode;
  }

  /** Errors pass picocli's handler by; one of memory is said as what the user can mend. */
  private static int execute(CommandLine commandLine, Console console, String[] args) {
    try {
      BackendProperty.forced(); // refuses a wrong value before anything is written
      return commandLine.execute(args);
    } catch (SystemPropertyException error) {
      console.err().println(sentence(error.getMessage()));
      return CommandLine.ExitCode.USAGE;
    } catch (OutOfMemoryError error) {
      console.err().println(MemoryAdvice.of(error).orElseThrow());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /**
   * How to start a program with a command from the folder of the project.
   *
   * @param module the program's module, such as {@code rnn-imdb}
   * @param command the command and its arguments
   * @return a line for a shell
   */
  public static String commandLine(String module, String command) {
    return "./mvnw -q -pl %s -am compile exec:java -Dexec.args=\"%s\"".formatted(module, command);
  }

  private static String version(String program) {
    BuildVersion build = BuildVersion.current();
    return "%s %s, commit %s".formatted(program, build.version(), build.commit());
  }

  /** A stream for printing keeps its errors to itself until it is asked. */
  private static int written(Console console) {
    if (console.out().checkError()) {
      console.err().println("Standard output cannot be written to: results are missing there.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  private static int misused(ParameterException error, Console console) {
    console.err().println(sentence(error.getMessage()));
    CommandLine command = error.getCommandLine();
    UnmatchedArgumentException.printSuggestions(
        error, new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    console.err().printf("See '%s --help'.%n", command.getCommandSpec().qualifiedName());
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception error, Console console) {
    if (error instanceof RunInterruptedException) {
      console.err().println(error.getMessage()); // It ends with a command to be copied.
      return INTERRUPTED;
    }
    if (error instanceof DataException
        || error instanceof RunException
        || error instanceof SystemPropertyException) {
      console.err().println(sentence(error.getMessage()));
    } else {
      MemoryAdvice.of(error)
          .ifPresentOrElse(console.err()::println, () -> error.printStackTrace(console.err()));
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Errors begin and end as sentences, whichever module or library wrote them. */
  private static String sentence(String message) {
    String text = String.valueOf(message).strip();
    boolean beginsWithWord = text.matches("(?s)[a-z]+ .*");
    String begun =
        beginsWithWord ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text;
    boolean endsWithCommand = begun.matches("(?s).*\\n  [^\\n]+"); // to be copied
    return endsWithCommand || begun.matches("(?s).*[.!?:]") ? begun : begun + ".";
  }
}
