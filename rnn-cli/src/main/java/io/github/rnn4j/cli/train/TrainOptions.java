package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.config.OptionHeading;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
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
 * Options of every {@code train}: how far it goes, how it is saved, and how an interrupted run goes
 * on.
 */
@OptionHeading("Run")
public final class TrainOptions {

  /** What makes a new run, beside its configuration. */
  private static final List<String> OF_A_NEW_RUN =
      List.of("--preset", "--runs", "--name", "--overwrite", "--fast-dev-run", "--overfit-batches");

  private static final String LIMITS = "Limits";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Go on with an interrupted run, with the options it was begun with; it comes to the end of"
              + " one that was not interrupted, bit for bit.")
  private Path resumed;

  @OptionHeading(LIMITS)
  @Option(
      names = "--max-time",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "End training after this time, such as 90s, 10m or 1h30m, with validation and test;"
              + " --resume goes on from there.")
  private Duration maxTime;

  @OptionHeading(LIMITS)
  @Option(
      names = "--max-updates",
      paramLabel = "N",
      description = "End training after N minibatches in all, of each network, as --max-time does.")
  private Long maxUpdates;

  @Option(
      names = "--save-every",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Save within an epoch, too, when so much time has passed. Default: 10m")
  private Duration saveEvery = Checkpoints.WITHIN;

  @OptionHeading(LIMITS)
  @Option(
      names = "--fast-dev-run",
      description = "One minibatch of everything, to see that all works; the figures say nothing.")
  private boolean fastDevRun;

  @OptionHeading(LIMITS)
  @Option(
      names = "--overfit-batches",
      paramLabel = "N",
      description =
          "Train on the first N minibatches only, the same in each epoch: a network that can learn"
              + " learns them by heart.")
  private Integer overfitBatches;

  /** For picocli, which fills it. */
  public TrainOptions() {}

  /**
   * The run that is to go on.
   *
   * @param shown a configuration of the program, for the names of its options
   * @return empty for a new run
   * @throws ParameterException if an option was given that only a new run takes, or one is out of
   *     its range
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
                  "%s does not go with --resume: a run goes on with the options it was begun with"
                      .formatted(option));
            });
    return Optional.of(RunDirectory.open(resumed));
  }

  private void check() {
    if (maxUpdates != null && maxUpdates < 1) {
      throw misuse("--max-updates is %d; give 1 or more".formatted(maxUpdates));
    }
    if (overfitBatches != null && (overfitBatches < 1 || fastDevRun)) {
      throw misuse(
          fastDevRun
              ? "--overfit-batches and --fast-dev-run exclude each other; give one of them"
              : "--overfit-batches is %d; give 1 or more".formatted(overfitBatches));
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /**
   * Whether everything is trained on: that of the run if it has one, else what was asked for, which
   * is kept with the run.
   *
   * @param run the run, new or resumed
   * @return the trial
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
   * What ends the training: signals, time, updates.
   *
   * @param console where the program writes
   * @return listeners, new ones for each call
   */
  List<RunListener> limits(Console console) {
    List<RunListener> limits = new ArrayList<>();
    limits.add(new Interruption(console));
    if (maxTime != null || maxUpdates != null) {
      limits.add(new Limits(maxTime, maxUpdates));
    }
    return limits;
  }

  /**
   * What saves the run.
   *
   * @param run the run
   * @return the listener
   */
  Checkpoints checkpoints(RunDirectory run) {
    return new Checkpoints(run).within(saveEvery);
  }

  /**
   * A run to work on with these options.
   *
   * @param directory its directory, new or resumed, locked against other processes
   * @param console where the program reads and writes
   * @param story where sentences for a person go
   * @param view what shows its trainings besides the console
   * @return the run
   */
  public TrainingRun run(
      RunDirectory directory, Console console, PrintStream story, TrainingView view) {
    return new TrainingRun(directory, this, console, story, view);
  }
}
