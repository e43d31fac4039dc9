package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.ComputeDevice;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.config.ShortenedRun;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.run.RunDirectory;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The {@code train} command of every program: everything except the training itself, which each
 * program provides.
 *
 * <ol>
 *   <li>The command opens the view, which may need a port, reads the configuration (that of the
 *       resumed run, or that given by the options), and names the device.
 *   <li>The program loads its data and rejects what it cannot train on. Nothing has been written
 *       yet.
 *   <li>The command creates or opens the folder of the run, and locks it.
 *   <li>The program trains. If training ends early, the message says what is saved and how to
 *       resume.
 *   <li>The command prints the result as JSON, or the program prints it as text with the next
 *       steps.
 * </ol>
 *
 * @param <C> the configuration
 * @param <R> the result, a record
 */
public abstract class TrainVerb<C extends Record, R extends Record> implements Callable<Integer> {

  private final Console console;
  private final String module;
  private final Class<C> configuration;

  private Optional<RunDirectory> resumed = Optional.empty();

  @Spec private CommandSpec spec;
  @Mixin private DataAccessOptions access;
  @Mixin private JsonOutput json;
  @Mixin private RunOptions runs;
  @Mixin private TrainOptions options;

  /**
   * Creates the command for a program.
   *
   * @param console where the command reads and writes
   * @param module the program's module, such as {@code rnn-imdb}
   * @param configuration the class of the configuration that its runs save
   */
  protected TrainVerb(Console console, String module, Class<C> configuration) {
    this.console = console;
    this.module = module;
    this.configuration = configuration;
  }

  /**
   * Returns the values of all options that are not given.
   *
   * @return the configuration of the preset
   */
  protected abstract C preset();

  /**
   * Starts the view that shows the training in addition to the console. Called before any slow
   * work.
   *
   * @param program the program's module
   * @param told where to print the address of the view
   * @return the view; closed after training
   */
  protected abstract TrainingView view(String program, Console told);

  /**
   * Loads and describes the data, and rejects data and options that cannot be used for training.
   * The folder of a new run does not exist yet, and is not created if this method throws.
   *
   * @param config the configuration of the run
   * @param story where to print human-readable text
   * @return a function that trains, tests and reports on a given run
   */
  protected abstract Function<TrainingRun, R> prepare(C config, PrintStream story);

  /**
   * Prints the result of training.
   *
   * @param result the result
   * @param out where to print it
   */
  protected abstract void conclude(R result, PrintStream out);

  /**
   * Returns commands that use the run.
   *
   * @param run its folder
   * @param result its result
   * @return commands of the program, each a list of its arguments
   */
  protected abstract List<List<String>> next(RunDirectory run, R result);

  /**
   * Returns the configuration of a new run.
   *
   * @return the preset with the options that were given
   * @throws picocli.CommandLine.ParameterException if an option has an invalid value
   */
  protected C given() {
    return ConfigOptions.override(preset(), spec.commandLine().getParseResult(), spec);
  }

  @Override
  public Integer call() {
    try (TrainingView view = view(module, console)) {
      train(view);
    }
    return 0;
  }

  private void train(TrainingView view) {
    resumed = options.resumed(preset());
    C config = resumed.map(run -> run.readConfig(module, configuration)).orElseGet(this::given);
    if (resumed.isEmpty()) {
      runs.requireFree();
    }
    PrintStream story = json.story(console);
    story.println(ComputeDevice.line());
    Function<TrainingRun, R> training = prepare(config, story);
    RunDirectory run = resumed.orElseGet(() -> runs.create(module.replaceFirst("^rnn-", "")));
    R result =
        ResumeAdvice.keep(
            run, module, () -> training.apply(options.run(run, console, story, view)));
    ShortenedRun shortened = ShortenedRun.of(run);
    if (shortened.any()) {
      story.printf("%n%s%n", shortened.warning());
    }
    if (json.asked()) {
      json.print(console, result);
      return;
    }
    conclude(result, console.out());
    List<List<String>> commands = new ArrayList<>();
    if (shortened.resumable()) {
      commands.add(List.of("train", "--resume", run.folder().toString()));
    }
    commands.addAll(next(run, result));
    goOn(run, commands);
  }

  private void goOn(RunDirectory run, List<List<String>> commands) {
    PrintStream out = console.out();
    out.printf("%nReport: %s%n", run.file(RunDirectory.REPORT));
    out.printf("The run is saved in %s. Next steps:%n", run.folder());
    commands.forEach(command -> out.printf("  %s%n", ShellCommand.maven(module, command)));
  }

  /**
   * Returns the run that is resumed, for data that is kept in the run itself.
   *
   * @return the run; empty for a new run
   */
  protected final Optional<RunDirectory> resumed() {
    return resumed;
  }

  /**
   * Returns picocli's model of the command.
   *
   * @return its options and the values that were given
   */
  protected final CommandSpec spec() {
    return spec;
  }

  /**
   * Returns where the program reads and writes.
   *
   * @return the console
   */
  protected final Console console() {
    return console;
  }

  /**
   * Returns the options for reading data.
   *
   * @return where downloads are kept, and whether to download
   */
  protected final DataAccessOptions access() {
    return access;
  }

  /**
   * Returns the option for printing results.
   *
   * @return the option {@code --json}
   */
  protected final JsonOutput json() {
    return json;
  }

  /**
   * Returns the options for run folders.
   *
   * @return where runs are kept, and whether to overwrite them
   */
  protected final RunOptions runs() {
    return runs;
  }
}
