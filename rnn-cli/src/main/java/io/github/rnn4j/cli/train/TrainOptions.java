package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.config.OptionHeading;
import io.github.rnn4j.loop.DivergedException;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.NotWrittenException;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.RunLock;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Options of every {@code train}: how far it goes, how it is saved, and how an interrupted run goes
 * on.
 *
 * <p>What a run goes on from is in its directory alone: a session looks for a {@link Checkpoint}
 * there and begins where there is none, whether it was asked to resume or not.
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
  public Optional<RunDirectory> resumed(Record shown) {
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
  public Trial trial(RunDirectory run) {
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
   * Where the run comes from, as it says when it was begun. Of a run that had ended and goes on,
   * the metrics of that end are forgotten: the best weights may change any time.
   *
   * @param run the run, new or resumed
   * @param now what is written where it does not say yet
   * @return the provenance of its beginning
   * @throws RunException if it was begun on other data
   */
  public static Provenance begun(RunDirectory run, Provenance now) {
    if (!Files.exists(run.file(RunDirectory.PROVENANCE))) {
      run.writeJson(RunDirectory.PROVENANCE, now);
      return now;
    }
    Provenance begun = run.readJson(RunDirectory.PROVENANCE, Provenance.class);
    if (!begun.data().checksum().equals(now.data().checksum())) {
      throw new RunException(
          "%s is not what the run in %s was trained on (%s instead of %s). Restore those data, or train anew."
              .formatted(
                  now.data().name(), run.folder(), now.data().checksum(), begun.data().checksum()));
    }
    if (begun.finalMetrics().isEmpty()) {
      return begun;
    }
    Provenance again = begun.finished(0, Map.of());
    run.writeJson(RunDirectory.PROVENANCE, again);
    return again;
  }

  /**
   * Where the run goes on, which is said, as is what is wrong with a later checkpoint.
   *
   * @param saved what it goes on from
   * @param console where the program writes
   * @param story where sentences for a person go
   * @param <N> the network
   * @return the place; {@link TrainingState#START} where nothing is saved
   */
  public static <N> TrainingState from(
      Optional<Checkpoint<N>> saved, Console console, PrintStream story) {
    saved.flatMap(Checkpoint::problem).ifPresent(console.err()::println);
    saved.ifPresent(checkpoint -> story.println("going on after " + checkpoint.state().place()));
    return saved.map(Checkpoint::state).orElse(TrainingState.START);
  }

  /**
   * What ends the training: signals, time, updates.
   *
   * @param console where the program writes
   * @return listeners, new ones for each call
   */
  public List<RunListener> limits(Console console) {
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
  public Checkpoints checkpoints(RunDirectory run) {
    return new Checkpoints(run).within(saveEvery);
  }

  /**
   * Trains, with the run locked against other processes. Whatever ends it, the message says what is
   * saved and how to go on.
   *
   * @param run the run
   * @param module the program's module, such as {@code rnn-imdb}
   * @param training the training and what belongs to it
   * @param <T> its result
   * @return its result
   * @throws RunInterruptedException if it was interrupted
   * @throws RunException if another process writes to the run, or training fails
   */
  public static <T> T keep(RunDirectory run, String module, Supplier<T> training) {
    String goOn = Application.commandLine(module, "train --resume " + run.folder());
    try (RunLock lock = run.lock()) {
      return training.get();
    } catch (RunInterruptedException cause) {
      throw new RunInterruptedException(cause.getMessage() + "\nGo on with\n  " + goOn);
    } catch (DivergedException cause) {
      throw new RunException(
          cause.getMessage()
              + " %s.\nThe same options would end the same way: try a third of --learning-rate, or --clip-norm 1."
                  .formatted(lastGood(run).orElse("There is no checkpoint yet")),
          cause);
    } catch (NotWrittenException cause) {
      String saved =
          lastGood(run)
              .map(last -> last + ".\nOnce that is mended, go on from there with\n  " + goOn)
              .orElse("Nothing was saved yet: train anew.");
      throw new RunException(cause.getMessage() + "\n" + saved, cause);
    }
  }

  private static Optional<String> lastGood(RunDirectory run) {
    List<RunDirectory> all = new ArrayList<>(run.parts());
    all.add(run);
    return all.stream()
        .filter(one -> Files.exists(one.file(RunDirectory.TRAINING)))
        .max(Comparator.comparing(one -> one.file(RunDirectory.TRAINING).toFile().lastModified()))
        .flatMap(
            one ->
                Checkpoint.place(one)
                    .map(
                        state ->
                            "The last good checkpoint is %s, after %s (update %d)"
                                .formatted(
                                    one.file(RunDirectory.LAST), state.place(), state.updates())));
  }
}
