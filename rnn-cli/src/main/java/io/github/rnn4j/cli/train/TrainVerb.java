package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.run.RunDirectory;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What {@code train} does in every program, around the training that is the program's own.
 *
 * <ol>
 *   <li>It takes the port of the view, and the configuration: of the run that is resumed, or of the
 *       options.
 *   <li>The program loads its data and refuses what it cannot train on. Nothing is written yet.
 *   <li>It makes the folder of the run, or opens it, and locks it.
 *   <li>The program trains. Whatever ends that early, the message says what is saved and how to go
 *       on.
 *   <li>It prints the result: as JSON, or in the program's words with what to do next.
 * </ol>
 *
 * @param <C> the configuration
 * @param <R> the result, a record
 */
public abstract class TrainVerb<C extends Record, R extends Record> implements Callable<Integer> {

  private final Console console;
  private final String module;
  private final Class<C> configuration;

  @Spec private CommandSpec spec;
  @Mixin private DataAccessOptions access;
  @Mixin private JsonOutput json;
  @Mixin private RunOptions runs;
  @Mixin private TrainOptions options;

  /**
   * The verb of a program.
   *
   * @param console where it reads and writes
   * @param module the program's module, such as {@code rnn-imdb}
   * @param configuration what its runs keep as their configuration
   */
  protected TrainVerb(Console console, String module, Class<C> configuration) {
    this.console = console;
    this.module = module;
    this.configuration = configuration;
  }

  /**
   * The values of all options that are not given.
   *
   * @return the configuration of the preset
   */
  protected abstract C preset();

  /**
   * Starts what shows the training besides the console, before anything else is done that takes
   * long.
   *
   * @param program the program's module
   * @param told told where it is
   * @return the view; ended after the training
   */
  protected abstract TrainingView view(String program, Console told);

  /**
   * Loads the data, says what is trained on what, and refuses what cannot be. There is no folder of
   * a new run yet, and none is made if this throws.
   *
   * @param config the configuration of the run
   * @param story where sentences for a person go
   * @return trains, tests and reports, on the run that it is given
   */
  protected abstract Function<TrainingRun, R> prepare(C config, PrintStream story);

  /**
   * Prints what the training came to.
   *
   * @param result the result
   * @param out where results go
   */
  protected abstract void conclude(R result, PrintStream out);

  /**
   * What can be done with the run.
   *
   * @param run where it is
   * @param result its result
   * @return commands of the program, with their arguments
   */
  protected abstract List<String> next(RunDirectory run, R result);

  /**
   * The configuration of a new run.
   *
   * @return the preset with the options that were given
   * @throws picocli.CommandLine.ParameterException if an option does not fit
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
    Optional<RunDirectory> resumed = options.resumed(preset());
    C config =
        resumed.map(run -> run.readJson(RunDirectory.CONFIG, configuration)).orElseGet(this::given);
    PrintStream story = json.story(console);
    Function<TrainingRun, R> training = prepare(config, story);
    RunDirectory run = resumed.orElseGet(() -> runs.create(module.replaceFirst("^rnn-", "")));
    R result =
        ResumeAdvice.keep(
            run, module, () -> training.apply(options.run(run, console, story, view)));
    if (json.asked()) {
      json.print(console, result);
    } else {
      conclude(result, console.out());
      goOn(run, next(run, result));
    }
  }

  private void goOn(RunDirectory run, List<String> commands) {
    PrintStream out = console.out();
    out.printf("%nthe report is %s%n", run.file(RunDirectory.REPORT));
    out.printf("the run is in %s; go on with%n", run.folder());
    commands.forEach(command -> out.printf("  %s%n", Application.commandLine(module, command)));
  }

  /**
   * The command as picocli sees it.
   *
   * @return its options and what was given of them
   */
  protected final CommandSpec spec() {
    return spec;
  }

  /**
   * Where the program reads and writes.
   *
   * @return the console
   */
  protected final Console console() {
    return console;
  }

  /**
   * How data are read.
   *
   * @return the options for it
   */
  protected final DataAccessOptions access() {
    return access;
  }

  /**
   * How results are printed.
   *
   * @return the option for it
   */
  protected final JsonOutput json() {
    return json;
  }

  /**
   * Where runs are kept.
   *
   * @return the options for it
   */
  protected final RunOptions runs() {
    return runs;
  }
}
