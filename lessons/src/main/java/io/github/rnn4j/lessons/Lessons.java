package io.github.rnn4j.lessons;

import io.github.rnn4j.datasets.DataException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.deeplearning4j.config.DL4JSystemProperties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the lessons, or runs one of them. */
@Command(
    name = "lessons",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Run a lesson on recurrent networks, or list all lessons.")
final class Lessons implements Callable<Integer> {

  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "LESSON", arity = "0..1", description = "The lesson to run.")
  private Optional<String> name;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "A file to read instead of the synthetic data. The list of lessons says which file each"
              + " can read.")
  private Optional<Path> data;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Number of training epochs, in the lessons that train a network.")
  private Optional<Integer> epochs;

  @Option(
      names = "--pictures",
      paramLabel = "FOLDER",
      defaultValue = "runs/lessons",
      description = "Where to save pictures. Default: ${DEFAULT-VALUE}.")
  private Path pictures;

  Lessons(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs a lesson, and ends the process if it fails.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.setProperty(DL4JSystemProperties.CRASH_DUMP_ENABLED_PROPERTY, "false");
    // JavaCPP asks for the memory of the process with every array, which takes more than half of
    // the
    // time with networks this small.
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    PrintStream out = System.out;
    System.setOut(System.err); // Keeps library output away from the results.
    System.exit(commandLine(out).execute(args));
  }

  /** Creates the program. */
  static CommandLine commandLine(PrintStream out) {
    Lessons lessons = new Lessons(out);
    return new CommandLine(lessons)
        .setExecutionExceptionHandler(lessons::failed)
        .setParameterExceptionHandler(
            (error, args) -> {
              error.getCommandLine().getErr().println(error.getMessage());
              return CommandLine.ExitCode.USAGE;
            });
  }

  @Override
  public Integer call() throws IOException {
    if (name.isEmpty()) {
      list();
    } else {
      Lesson lesson = Lesson.named(name.get()).orElseThrow(() -> wrong(unknown(name.get())));
      check(lesson);
      lesson.run(
          new Notebook(
              out, pictures, data, epochs.map(OptionalInt::of).orElse(OptionalInt.empty())));
    }
    return CommandLine.ExitCode.OK;
  }

  private void list() {
    out.println("Lessons, in the order in which to read them:");
    out.println();
    for (Lesson lesson : Lesson.values()) {
      out.printf("  %-15s %s%n", lesson, lesson.subject());
      lesson.data().ifPresent(file -> out.printf("  %-15s (--data: %s)%n", "", file));
    }
    out.println();
    out.println("Run one with");
    out.println(
        "  ./mvnw -q -pl lessons -am compile exec:java -Dexec.args=\"" + Lesson.ONE_STEP + "\"");
  }

  private void check(Lesson lesson) {
    if (data.isPresent() && lesson.data().isEmpty()) {
      throw wrong("The lesson " + lesson + " reads no file: leave out --data.");
    }
    if (data.isPresent() && !Files.exists(data.get())) {
      throw wrong("There is no file " + data.get().toAbsolutePath() + ".");
    }
    if (epochs.isPresent() && !lesson.trains()) {
      throw wrong("The lesson " + lesson + " has no epochs to train: leave out --epochs.");
    }
    if (epochs.isPresent() && epochs.get() < 1) {
      throw wrong("--epochs is " + epochs.get() + "; it must be at least 1.");
    }
  }

  private static String unknown(String name) {
    List<String> names = Arrays.stream(Lesson.values()).map(Lesson::toString).toList();
    return "There is no lesson '" + name + "'. The lessons are: " + String.join(", ", names) + ".";
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** A file that cannot be read or is too short is reported as a sentence. */
  private int failed(Exception error, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    boolean unusable = data.isPresent() && error instanceof IllegalArgumentException;
    if (unusable || error instanceof DataException || error instanceof IOException) {
      command.getErr().println(error.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw error;
  }
}
