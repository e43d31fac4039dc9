package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.config.OptionHeading;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.RunDirectory;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options of every {@code train} command: when to stop, when to save, and which run to resume.
 */
@OptionHeading("Run")
public final class TrainOptions {

  /** The options that only a new run accepts, in addition to its configuration. */
  private static final List<String> OF_A_NEW_RUN =
      List.of("--preset", "--runs", "--name", "--overwrite", "--fast-dev-run", "--overfit-batches");

  private static final String LIMITS = "Limits";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Resume an interrupted run with its original options. The result is bit-identical to that"
              + " of a run that was not interrupted.")
  private Path resumed;

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
              + " epochs. Default: 10m")
  private Duration saveEvery = Checkpoints.WITHIN;

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
    List<String> refused = new ArrayList<>(OF_A_NEW_RUN);
    refused.addAll(ConfigOptions.flags(shown));
    refused.stream()
        .filter(spec.commandLine().getParseResult()::hasMatchedOption)
        .findFirst()
        .ifPresent(
            option -> {
              throw misuse(
                  "%s cannot be combined with --resume: a resumed run keeps its original options"
                      .formatted(option));
            });
    return Optional.of(RunDirectory.open(resumed));
  }

  private void check() {
    if (clipNorm != null) {
      throw misuse(
          "--clip-norm is now --clip-threshold, and --clip says what it limits: layer (as before), global or value");
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
    if (Files.exists(run.file(RunDirectory.TRIAL))) {
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
    return new Checkpoints(run).within(saveEvery);
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
    return new TrainingRun(directory, this, console, story, view);
  }
}
