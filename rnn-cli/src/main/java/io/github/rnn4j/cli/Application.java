package io.github.rnn4j.cli;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.NoSuchDataException;
import io.github.rnn4j.kernel.SystemPropertyException;
import io.github.rnn4j.kernel.choice.BackendProperty;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.run.BuildVersion;
import io.github.rnn4j.run.NotWrittenException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.deeplearning4j.config.DL4JSystemProperties;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs the programs of this project: sets up their streams, reports errors and returns exit codes.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   Application.main(console -> new CommandLine(new Commands()).addSubcommand(new Train(console)), args);
 * }
 * }</pre>
 *
 * <p>The exit code is 0 for success, 2 for wrong usage, {@value #INTERRUPTED} for a training run
 * that was interrupted and saved, and 1 for any other error. Errors that the user can fix ({@link
 * DataException}, {@link RunException}, {@link ParameterException}) are reported as a message; a
 * stack trace means a bug in the program. Without arguments, a program runs {@code train}.
 */
public final class Application {

  /** The exit code of a training run that was interrupted; shells use it for Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private static final String CRASH_DUMPS = DL4JSystemProperties.CRASH_DUMP_ENABLED_PROPERTY;

  private static final char UNDECODED = '\uFFFD';

  private Application() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param commands creates the program's commands for a console
   * @param args the command line
   */
  public static void main(Function<Console, CommandLine> commands, String... args) {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false); // pictures are small; a temporary folder may be missing
    if (System.getProperty(CRASH_DUMPS) == null) {
      System.setProperty(CRASH_DUMPS, "false"); // The message says what to do; no dump file.
    }
    Console console = Console.ofProcess();
    System.setErr(console.err()); // log lines also quote files
    System.setOut(System.err); // Keeps library output away from the results.
    System.exit(run(commands, console, args));
  }

  /**
   * The end of a command.
   *
   * @param exitCode the exit code
   * @param problem the error message that was printed; empty if there was none
   * @param mendable whether data was missing or a file could not be written, so that the same
   *     command may succeed later
   */
  public record Outcome(int exitCode, String problem, boolean mendable) {}

  /** Prints the error message of a command, and keeps it. */
  private static final class Problem {

    private final Console console;
    private String message = "";
    private boolean mendable;

    Problem(Console console) {
      this.console = console;
    }

    void print(String text) {
      message = text;
      console.err().println(text);
    }

    void printBug(Exception error) {
      message = error.toString();
      error.printStackTrace(console.err());
    }
  }

  /**
   * Runs a command.
   *
   * @param commands creates the program's commands for a console
   * @param console where the commands read and write
   * @param args the command line
   * @return the exit code
   */
  public static int run(Function<Console, CommandLine> commands, Console console, String... args) {
    return outcome(commands, console, args).exitCode();
  }

  /**
   * Runs a command within another one, which needs its error message.
   *
   * @param commands creates the program's commands for a console
   * @param console where the commands read and write
   * @param args the command line
   * @return the exit code and the error message
   */
  public static Outcome outcome(
      Function<Console, CommandLine> commands, Console console, String... args) {
    Problem problem = new Problem(console);
    int exitCode = run(commands, console, problem, args);
    return new Outcome(exitCode, problem.message, problem.mendable);
  }

  private static int run(
      Function<Console, CommandLine> commands, Console console, Problem problem, String... args) {
    Optional<String> unreadable = unreadable(args, System.getProperty("sun.jnu.encoding"));
    if (unreadable.isPresent()) {
      problem.print(unreadable.get());
      return CommandLine.ExitCode.USAGE;
    }
    CommandLine commandLine = commands.apply(console);
    CommandSpec spec = commandLine.getCommandSpec();
    spec.versionProvider(() -> new String[] {version(spec.name())});
    PrintStream helpPages = PlainStream.direct(console.out()); // in colour on a terminal
    commandLine.setOut(new PrintWriter(helpPages, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler((error, given) -> misused(error, console, problem));
    commandLine.setExecutionExceptionHandler(
        (error, command, parsed) -> failed(error, command, problem));
    commandLine.setExpandAtFiles(false); // A text argument may start with '@'.
    commandLine.setExecutionStrategy(Application::onDevice);
    int exitCode = execute(commandLine, problem, args.length == 0 ? new String[] {"train"} : args);
    return exitCode == CommandLine.ExitCode.OK ? written(console) : exitCode;
  }

  /**
   * Returns what is wrong with arguments that Java could not decode. It does not fail, but replaces
   * each byte, so the program would read another text.
   *
   * @param args the command line
   * @param encoding the encoding in which Java read it
   */
  static Optional<String> unreadable(String[] args, String encoding) {
    if (encoding == null || encoding.equals("UTF-8")) {
      return Optional.empty(); // a replacement character is one that was typed
    }
    return Arrays.stream(args)
        .filter(arg -> arg.indexOf(UNDECODED) >= 0)
        .findFirst()
        .map(
            arg ->
                "The argument '%s' has characters that Java cannot read in this locale (%s). Start the program with LC_ALL=C.UTF-8 in the environment."
                    .formatted(arg.replace(UNDECODED, '?'), encoding));
  }

  /** Help needs no device. */
  private static int onDevice(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    try {
      ComputeDevice.requireGpuIfChosen();
    } catch (RunException withoutGpu) {
      CommandLine program = parsed.commandSpec().commandLine();
      throw new ExecutionException(program, withoutGpu.getMessage(), withoutGpu);
    }
    return new RunLast().execute(parsed);
  }

  /**
   * Picocli's handler does not see an {@link Error}; running out of memory is one that the user can
   * fix.
   */
  private static int execute(CommandLine commandLine, Problem problem, String[] args) {
    try {
      BackendProperty.forced(); // rejects a wrong value before anything is written
      return commandLine.execute(args);
    } catch (SystemPropertyException error) {
      problem.print(sentence(error.getMessage()));
      return CommandLine.ExitCode.USAGE;
    } catch (OutOfMemoryError error) {
      problem.print(MemoryAdvice.of(error, running(commandLine)).orElseThrow());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** Returns the innermost command that was parsed. */
  private static CommandSpec running(CommandLine program) {
    ParseResult parsed = program.getParseResult();
    while (parsed != null && parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed == null ? program.getCommandSpec() : parsed.commandSpec();
  }

  private static String version(String program) {
    BuildVersion build = BuildVersion.current();
    return "%s %s, commit %s".formatted(program, build.version(), build.commit());
  }

  /** A {@code PrintStream} reports its errors only when asked. */
  private static int written(Console console) {
    if (console.out().checkError()) {
      console.err().println("Cannot write to standard output; some results are missing.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  private static int misused(ParameterException error, Console console, Problem problem) {
    problem.print(sentence(error.getMessage()));
    CommandLine command = error.getCommandLine();
    UnmatchedArgumentException.printSuggestions(
        error, new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    console.err().printf("See '%s --help'.%n", command.getCommandSpec().qualifiedName());
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception error, CommandLine command, Problem problem) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      problem.mendable |=
          cause instanceof NoSuchDataException || cause instanceof NotWrittenException;
    }
    if (error instanceof RunInterruptedException) {
      problem.print(PlainStream.shortened(error.getMessage())); // Ends with a command to copy.
      return INTERRUPTED;
    }
    if (error instanceof DataException
        || error instanceof RunException
        || error instanceof SystemPropertyException) {
      problem.print(sentence(error.getMessage()));
    } else {
      MemoryAdvice.of(error, command.getCommandSpec())
          .ifPresentOrElse(problem::print, () -> problem.printBug(error));
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * Makes an error message begin and end like a sentence of limited length, whichever module or
   * library wrote it.
   */
  private static String sentence(String message) {
    String text = PlainStream.shortened(String.valueOf(message).strip());
    boolean beginsWithWord = text.matches("(?s)[a-z]+ .*");
    String begun =
        beginsWithWord ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text;
    boolean endsWithCommand = begun.matches("(?s).*\\n  [^\\n]+"); // to copy
    return endsWithCommand || begun.matches("(?s).*[.!?:]") ? begun : begun + ".";
  }
}
