package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.ComputeDevice;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.config.Extensions;
import io.github.rnn4j.cli.config.ShortenedRun;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.cli.data.RunData;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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

  /** The part of a configuration that has the options of the network. */
  private static final String NETWORK = "network";

  private final Console console;
  private final String module;
  private final Class<C> configuration;

  private Optional<RunDirectory> resumed = Optional.empty();
  private Optional<RunDirectory> source = Optional.empty();

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
   * Returns the trainings of a run, each with its own checkpoint.
   *
   * @param run the run
   * @return by default the run itself, which is a single training
   */
  protected List<RunDirectory> trainings(RunDirectory run) {
    return List.of(run);
  }

  /**
   * Called before a finished run is trained further without a new learning rate.
   *
   * @param config the configuration of the start of the run
   * @param length the new length
   * @throws IllegalArgumentException if the learning rate becomes too low to learn anything; the
   *     message says what to do
   */
  protected void requireLearningRate(C config, int length) {}

  /**
   * Called before the data of a resumed run is read.
   *
   * @param run the run
   * @throws RunException if this program cannot resume it; by default, if it was trained on a
   *     cluster
   */
  protected void requireResumable(RunDirectory run) {
    if (run.has(RunDirectory.CLUSTER)) {
      throw new RunException(
          "The run in %s was trained on a cluster, which divides its data in another way. Resume it there:%n  %s"
              .formatted(
                  run.folder(),
                  ShellCommand.of(
                      "rnn-spark", "train", module, "--resume", run.folder().toString())));
    }
  }

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
   * @param base the preset, or the options of the run that the new run starts from
   * @return the same with the options that were given
   * @throws ParameterException if an option has an invalid value
   */
  protected C given(C base) {
    return ConfigOptions.override(base, spec.commandLine().getParseResult(), spec);
  }

  /**
   * Returns the configuration of a run that starts from the network of another one: its network and
   * training, the data of the preset, and how the data is encoded for the network.
   *
   * @param from the configuration of the other run
   * @return the configuration without the options that were given
   */
  protected abstract C startingFrom(C from);

  /**
   * Returns the options that cannot be changed in a run that starts from the network of another
   * one, in addition to those of the network.
   *
   * @return names such as {@code --tokenizer}
   */
  protected abstract Set<String> encoding();

  private C newConfig() {
    if (source.isEmpty()) {
      return given(preset());
    }
    source.get().require(RunDirectory.PROVENANCE);
    C base = startingFrom(source.get().readConfig(module, configuration));
    C config = given(base);
    Set<String> fixed = new LinkedHashSet<>(encoding());
    ConfigOptions.values(base).get(NETWORK).keySet().forEach(name -> fixed.add("--" + name));
    ConfigOptions.differing(base, config).stream()
        .filter(fixed::contains)
        .findFirst()
        .ifPresent(
            option -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "%s cannot be changed: the network in %s was trained with %s. Leave the option out, or train without --from"
                      .formatted(option, source.get().folder(), ConfigOptions.typed(base, option)));
            });
    return config;
  }

  @Override
  public Integer call() throws Exception {
    try (TrainingView view = view(module, console)) {
      train(view);
    }
    return 0;
  }

  private void train(TrainingView view) {
    resumed = options.resumed(preset());
    resumed.ifPresent(this::requireResumable);
    source = resumed.isPresent() ? Optional.empty() : options.source();
    C original =
        resumed.map(run -> options.withMovedData(configOf(run))).orElseGet(this::newConfig);
    if (resumed.isEmpty()) {
      runs.requireFree();
    }
    Extensions extensions = resumed.map(run -> extensions(run, original)).orElse(Extensions.NONE);
    C config = extensions.applyTo(original);
    PrintStream story = json.story(console);
    story.println(ComputeDevice.line());
    if (extensions.last().isPresent()) {
      story.printf("Trained further: %s%n", extensions.text());
    }
    source.ifPresent(
        from -> story.printf("Starting from the trained network of %s%n", from.folder()));
    Function<TrainingRun, R> training = prepare(config, story);
    RunDirectory run = resumed.orElseGet(() -> runs.create(module.replaceFirst("^rnn-", "")));
    R result;
    try {
      result =
          ResumeAdvice.keep(
              run,
              command(options.again(run)),
              () -> {
                boolean untested = ValidatedRun.of(run).isPresent() && !Provenance.hasEnded(run);
                TrainingRun trained = options.run(run, extensions, console, story, view);
                R trainedResult = training.apply(trained);
                if (resumed.isPresent() && !trained.hasTrained() && !untested) {
                  story.printf("%n%s%n", nothingTrained(run, config));
                }
                return trainedResult;
              });
    } catch (ValidatedRun.ReachedException reached) {
      conclude(run, reached.result(), story);
      return;
    }
    ShortenedRun shortened = warned(run, story);
    extensions.warning().ifPresent(warning -> story.printf("%n%s%n", warning));
    if (json.asked()) {
      json.print(console, result);
      return;
    }
    conclude(result, console.out());
    List<List<String>> commands = new ArrayList<>();
    if (shortened.resumable()) {
      commands.add(options.resuming(run));
    }
    commands.addAll(next(run, result));
    goOn(run, commands);
  }

  /** Warns the user if the training was shortened. */
  private static ShortenedRun warned(RunDirectory run, PrintStream story) {
    ShortenedRun shortened = ShortenedRun.of(run);
    if (shortened.any()) {
      story.printf("%n%s%n", shortened.warning());
    }
    return shortened;
  }

  /** Prints the result of a run that was not tested, and how to test it. */
  private void conclude(RunDirectory run, ValidatedRun result, PrintStream story) {
    warned(run, story);
    if (json.asked()) {
      json.print(console, result);
      return;
    }
    console
        .out()
        .printf(
            "%n%s%nThe run is saved in %s. To test it:%n  %s%n",
            result.text(), run.folder(), command(ValidatedRun.testing(run)));
  }

  private C configOf(RunDirectory run) {
    C config = run.readConfig(module, configuration);
    Provenance.requireSameConfig(run);
    return config;
  }

  private Extensions extensions(RunDirectory run, C config) {
    return options.extensions(
        run, config, trainings(run), length -> requireLearningRate(config, length));
  }

  private String nothingTrained(RunDirectory run, C config) {
    return ShortenedRun.of(run).resumable()
        ? "Nothing was trained: the limit had been reached before."
        : "Nothing was trained: the run had been trained to its end before. To train it further, for example:\n  "
            + command(TrainOptions.longer(run, config, needsRate(config)));
  }

  private boolean needsRate(C config) {
    try {
      requireLearningRate(config, Integer.MAX_VALUE);
      return false;
    } catch (IllegalArgumentException needed) {
      return true;
    }
  }

  /**
   * Returns a line to paste into a shell that runs a command of the program.
   *
   * @param words the command and its arguments
   * @return by default the program as it was started
   */
  protected String command(List<String> words) {
    return ShellCommand.program(module, words);
  }

  /**
   * Returns whether the program writes a report page.
   *
   * @return by default true
   */
  protected boolean writesReport() {
    return true;
  }

  private void goOn(RunDirectory run, List<List<String>> commands) {
    PrintStream out = console.out();
    out.println();
    if (writesReport()) {
      out.printf("Report: %s%n", run.file(RunDirectory.REPORT));
    }
    out.printf("The run is saved in %s. Next steps:%n", run.folder());
    commands.forEach(command -> out.printf("  %s%n", command(command)));
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
   * Reads the data of the run, which may have been moved since the start of a resumed run.
   *
   * @param data the value of {@code --data}
   * @param reader reads it
   * @param <T> the data
   * @return the data
   * @throws io.github.rnn4j.datasets.DataException if it cannot be read
   */
  protected final <T> T readData(String data, Supplier<T> reader) {
    return resumed
        .map(run -> RunData.read(run, data, options.dataIsGiven(), reader))
        .orElseGet(reader);
  }

  /**
   * Returns the run whose network a new run starts from.
   *
   * @return the run; empty for random weights, and for a resumed run, which has a copy
   */
  protected final Optional<RunDirectory> source() {
    return source;
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
