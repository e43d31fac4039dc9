package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.config.Extensions;
import io.github.rnn4j.cli.config.OptionHeading;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The options of every {@code train} command: when to stop, when to save, and which run to resume.
 */
@OptionHeading("Run")
public final class TrainOptions {

  /** The options that only a new run accepts, in addition to its configuration. */
  private static final List<String> OF_A_NEW_RUN =
      List.of(
          "--preset",
          "--runs",
          "--name",
          "--overwrite",
          "--fast-dev-run",
          "--overfit-batches",
          "--from");

  private static final String LIMITS = "Limits";

  /** The option that sets the length of a training, in the order in which they are looked for. */
  private static final List<String> LENGTHS = List.of("--updates", "--epochs");

  private static final String LEARNING_RATE = "--learning-rate";
  private static final String DATA = "--data";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Resume an interrupted run with its original options. The result is bit-identical to that"
              + " of a run that was not interrupted, provided that the number of threads"
              + " (-Drnn4j.threads, OMP_NUM_THREADS) and the backend (-Drnn4j.backend) are those of"
              + " its start. To train a finished run further, give"
              + " --epochs (--updates in rnn-charlm) a larger value; --learning-rate may also be"
              + " given. If the data has been moved, add --data with its new path.")
  private Path resumed;

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description =
          "Start a new run from the trained network of RUN and train it on other data, which --data"
              + " must give. The options of the network are those of RUN, as are those for training"
              + " unless you give them. The vocabulary is also that of RUN: unknown words are read"
              + " as <unk>; new characters are added.")
  private Path from;

  @OptionHeading(LIMITS)
  @Option(
      names = "--max-time",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Stop training after this time, such as 90s, 10m or 1h30m, then validate and test. Use"
              + " --resume to continue training later. If a run trains several networks, each gets an"
              + " equal part of the time.")
  private Duration maxTime;

  @OptionHeading(LIMITS)
  @Option(
      names = "--max-updates",
      paramLabel = "N",
      description =
          "Stop training after N minibatches, including those before --resume, then validate and"
              + " test. If a run trains several networks, the limit applies to each of them.")
  private Long maxUpdates;

  @Option(
      names = "--save-every",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Save a checkpoint at this interval within an epoch, in addition to those at the ends of"
              + " epochs. Default: 10m. The epochs of rnn-timeseries are short: it saves only at this"
              + " interval, by default 2s.")
  private Duration saveEvery;

  @OptionHeading(LIMITS)
  @Option(
      names = "--no-test",
      description =
          "Train and validate, but test nothing; --resume RUN tests it later, with the same result.")
  private boolean noTest;

  @OptionHeading(LIMITS)
  @Option(
      names = "--only-test",
      description =
          "With --resume RUN, for a run with --no-test: test it as it is, even if a limit ended its"
              + " training.")
  private boolean onlyTest;

  @OptionHeading(LIMITS)
  @Option(
      names = "--fast-dev-run",
      description =
          "Train for one epoch of one minibatch, then validate and test, to check that all steps"
              + " work; the results mean nothing.")
  private boolean fastDevRun;

  @OptionHeading(LIMITS)
  @Option(
      names = "--overfit-batches",
      paramLabel = "N",
      description =
          "Train on the first N minibatches only, the same in each epoch. A network that can learn"
              + " should overfit them.")
  private Integer overfitBatches;

  /** The former name of {@code --clip-threshold}, so that the error can say so. */
  @Option(names = "--clip-norm", hidden = true, arity = "0..1", paramLabel = "X")
  private String clipNorm;

  /** Creates an instance for picocli to fill in. */
  public TrainOptions() {}

  /**
   * Returns the run to resume.
   *
   * @param shown a configuration of the program, for the names of its options
   * @return the run, or empty for a new run
   * @throws ParameterException if an option was given that only a new run accepts, or one is out of
   *     range
   * @throws RunException if there is no such run
   */
  Optional<RunDirectory> resumed(Record shown) {
    check();
    if (resumed == null) {
      return Optional.empty();
    }
    ofANewRun(shown).stream()
        .filter(spec.commandLine().getParseResult()::hasMatchedOption)
        .findFirst()
        .ifPresent(
            option -> {
              throw misuse(
                  "%s cannot be combined with --resume: a resumed run keeps its original options"
                      .formatted(option));
            });
    if (given(LEARNING_RATE) && length(shown).isEmpty()) {
      throw misuse(
          "--learning-rate can be combined with --resume only to train a finished run further: add "
              + lengthOption(shown).orElse("more epochs"));
    }
    RunDirectory run = RunDirectory.open(resumed);
    if (onlyTest && !run.has(RunDirectory.VALIDATED)) {
      throw new RunException(
          "The run in %s was not trained with --no-test, or not to its end. Resume it without --only-test."
              .formatted(resumed));
    }
    if (noTest && Provenance.hasEnded(run)) {
      throw new RunException(
          "The run in %s has been tested already. Resume it without --no-test.".formatted(resumed));
    }
    return Optional.of(run);
  }

  /**
   * Returns the options that only a new run accepts.
   *
   * @param shown a configuration of the program, for the names of its options
   * @return names such as {@code --hidden}
   */
  public static List<String> ofANewRun(Record shown) {
    List<String> options = new ArrayList<>(OF_A_NEW_RUN);
    options.addAll(ConfigOptions.flags(shown));
    options.removeAll(LENGTHS);
    options.remove(LEARNING_RATE);
    options.remove(DATA);
    return options;
  }

  /** Returns whether to end the run when it is validated. */
  boolean noTest() {
    return noTest;
  }

  /** Returns whether to test a run as it is. */
  boolean onlyTest() {
    return onlyTest;
  }

  /**
   * Returns the run whose network a new run starts from.
   *
   * @return the run; empty for a network with random weights
   * @throws ParameterException if an option was given that does not go with it, or the data is
   *     missing
   * @throws RunException if there is no such run
   */
  Optional<RunDirectory> source() {
    if (from == null) {
      return Optional.empty();
    }
    if (given("--preset")) {
      throw misuse("--preset cannot be combined with --from, which takes its options from a run");
    }
    if (!given(DATA)) {
      throw misuse("--from needs other data to train on; add --data");
    }
    return Optional.of(RunDirectory.open(from));
  }

  /**
   * Returns the configuration of a resumed run with the new place of its data, if that is given.
   *
   * @param config the configuration of its start
   * @param <C> the configuration
   * @return the same, or with another {@code --data}
   */
  <C extends Record> C withMovedData(C config) {
    String data = spec.commandLine().getParseResult().matchedOptionValue(DATA, null);
    return data == null ? config : ConfigOptions.with(config, Map.of(DATA, data));
  }

  /** Returns the command that resumes a run, with the new place of its data if that is given. */
  List<String> resuming(RunDirectory run) {
    List<String> words = new ArrayList<>(List.of("train", "--resume", run.folder().toString()));
    if (resumed != null && dataIsGiven()) {
      words.add(DATA);
      words.add(spec.commandLine().getParseResult().matchedOptionValue(DATA, ""));
    }
    return words;
  }

  /** Returns the command that repeats this one after an interruption. */
  List<String> again(RunDirectory run) {
    List<String> words = resuming(run);
    if (onlyTest) {
      words.add("--only-test");
    }
    return words;
  }

  boolean dataIsGiven() {
    return given(DATA);
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private static Optional<String> lengthOption(Record shown) {
    List<String> flags = ConfigOptions.flags(shown);
    return LENGTHS.stream().filter(flags::contains).findFirst();
  }

  private Optional<String> length(Record shown) {
    return lengthOption(shown).filter(this::given);
  }

  /**
   * Returns a command that trains a finished run twice as long.
   *
   * @param run the run
   * @param config its configuration
   * @param withRate whether to give a learning rate, a tenth of that at the start
   * @return the arguments of the program
   */
  static List<String> longer(RunDirectory run, Record config, boolean withRate) {
    List<String> words = new ArrayList<>(List.of("train", "--resume", run.folder().toString()));
    lengthOption(config)
        .ifPresent(
            option -> {
              words.add(option);
              words.add(Long.toString(2 * Long.parseLong(ConfigOptions.value(config, option))));
            });
    if (withRate) {
      BigDecimal rate = new BigDecimal(ConfigOptions.value(config, LEARNING_RATE));
      words.addAll(List.of(LEARNING_RATE, rate.movePointLeft(1).toPlainString()));
    }
    return words;
  }

  /**
   * Returns how a resumed run is trained further: as before, and as the options ask.
   *
   * @param run the resumed run
   * @param config the configuration of its start
   * @param trainings the trainings in it, each with its own checkpoint
   * @param requireRate called with the new length if the learning rate is that of the start
   * @return the extensions of the run; the last one may not be saved yet
   * @throws ParameterException if an option is out of its range
   * @throws RunException if the run cannot be trained further, or has nothing left to train
   */
  Extensions extensions(
      RunDirectory run, Record config, List<RunDirectory> trainings, IntConsumer requireRate) {
    Optional<String> length = length(config);
    if (length.isEmpty()) {
      return Extensions.of(run);
    }
    ParseResult parsed = spec.commandLine().getParseResult();
    Integer value = parsed.matchedOptionValue(length.get(), 0);
    double rate = parsed.matchedOptionValue(LEARNING_RATE, Double.NaN);
    try {
      ConfigOptions.with(config, Map.of(length.get(), value));
      if (!Double.isNaN(rate)) {
        ConfigOptions.with(config, Map.of(LEARNING_RATE, rate));
      } else if (!Extensions.of(run).changesLearningRate()) {
        requireRate.accept(value);
      }
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(spec.commandLine(), cause.getMessage(), cause);
    }
    return new LongerRun(run, trainings).to(length.get(), value, rate);
  }

  private void check() {
    if (clipNorm != null) {
      throw misuse(
          "--clip-norm is now --clip-threshold, and --clip says what it limits: layer (as before), global or value");
    }
    if (onlyTest && (resumed == null || noTest)) {
      throw misuse(
          resumed == null
              ? "--only-test needs a run that was trained with --no-test; add --resume RUN"
              : "--only-test and --no-test cannot be combined; use only one of them");
    }
    if (maxUpdates != null && maxUpdates < 1) {
      throw misuse("--max-updates is %d; it must be 1 or more".formatted(maxUpdates));
    }
    if (overfitBatches != null && (overfitBatches < 1 || fastDevRun)) {
      throw misuse(
          fastDevRun
              ? "--overfit-batches and --fast-dev-run cannot be combined; use only one of them"
              : "--overfit-batches is %d; it must be 1 or more".formatted(overfitBatches));
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /**
   * Returns the trial settings: those saved with the run if there are any, otherwise those from the
   * options, which are then saved with the run.
   *
   * @param run the run, new or resumed
   * @return the trial settings
   */
  Trial trial(RunDirectory run) {
    if (run.has(RunDirectory.TRIAL)) {
      return run.readJson(RunDirectory.TRIAL, Trial.class);
    }
    Trial trial = new Trial(fastDevRun, overfitBatches == null ? 0 : overfitBatches);
    if (!trial.equals(Trial.NONE)) {
      run.writeJson(RunDirectory.TRIAL, trial);
    }
    return trial;
  }

  /**
   * Returns the limits on training. The time counts from this call.
   *
   * @return the limits, which may never be reached
   */
  Limits limits() {
    return new Limits(maxTime, maxUpdates);
  }

  /**
   * Returns the listener that saves the run.
   *
   * @param run the run
   * @return the listener
   */
  Checkpoints checkpoints(RunDirectory run) {
    return new Checkpoints(run).within(saveEvery == null ? Checkpoints.WITHIN : saveEvery);
  }

  /**
   * Returns the listener that saves a training whose epochs are so short that saving each one would
   * take longer than training it.
   *
   * @param run where the training is saved
   * @param apart the minimum time between two saves after an epoch, unless an option sets it
   * @return the listener
   */
  Checkpoints checkpoints(RunDirectory run, Duration apart) {
    return saveEvery == null
        ? new Checkpoints(run).apart(apart)
        : new Checkpoints(run).within(saveEvery).apart(saveEvery);
  }

  /**
   * Returns a training run with these options.
   *
   * @param directory its folder, new or resumed, locked against other processes
   * @param console where the program reads and writes
   * @param story where to print human-readable text
   * @param view shows the training in addition to the console
   * @return the run
   */
  public TrainingRun run(
      RunDirectory directory, Console console, PrintStream story, TrainingView view) {
    return run(directory, Extensions.of(directory), console, story, view);
  }

  /** Like the public method, with extensions of which the last one may not be saved yet. */
  TrainingRun run(
      RunDirectory directory,
      Extensions extensions,
      Console console,
      PrintStream story,
      TrainingView view) {
    return new TrainingRun(directory, this, extensions, console, story, view);
  }
}
