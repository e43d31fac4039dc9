package io.github.rnn4j.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.Extensions;
import io.github.rnn4j.cli.config.ShortenedRun;
import io.github.rnn4j.cli.config.StartedFrom;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.Platform;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run during {@code train}: its folder, its console, and the listeners for its networks. The
 * program decides what to train on which data.
 *
 * <p>Everything that a run resumes from is in its folder. A program looks for a {@link Checkpoint}
 * there and starts from scratch if there is none, whether or not the user asked to resume.
 */
public final class TrainingRun {

  /** The name of the training in a run that is a single training. */
  public static final String ONLY = "";

  private final RunDirectory directory;
  private final TrainOptions options;
  private final Console console;
  private final PrintStream story;
  private final TrainingView view;
  private final Trial trial;
  private final Limits limits;
  private final List<String> limitsBefore;
  private final RunListener interruption;
  private final Extensions extensions;
  private ShortenedRun shortened;
  private final boolean complete;
  private boolean trained;
  private boolean validated;

  TrainingRun(
      RunDirectory directory,
      TrainOptions options,
      Extensions extensions,
      Console console,
      PrintStream story,
      TrainingView view) {
    this.directory = directory;
    this.options = options;
    this.console = console;
    this.story = story;
    this.view = view;
    this.trial = options.trial(directory);
    this.limits = options.limits();
    this.limitsBefore =
        options.onlyTest()
            ? ValidatedRun.of(directory).map(ValidatedRun::limits).orElseThrow()
            : List.of();
    this.interruption = new Interruption(console);
    this.extensions = extensions;
    this.complete = isComplete();
    shorten(new ShortenedRun(trial.options()));
  }

  /** Returns whether the run has trained as long as its configuration says. */
  private boolean isComplete() {
    return Provenance.hasEnded(directory)
        && !ShortenedRun.of(directory).resumable()
        && extensions.equals(Extensions.of(directory));
  }

  private static Provenance provenance(RunDirectory run) {
    return run.readJson(RunDirectory.PROVENANCE, Provenance.class);
  }

  /** A limit that a complete run has already passed did not shorten it. */
  private void reached(String limit) {
    if (!complete) {
      shorten(shortened.with(limit));
    }
  }

  /**
   * Returns whether any network of this run has been trained since it was opened.
   *
   * @return whether there was a minibatch
   */
  boolean hasTrained() {
    return trained;
  }

  private void shorten(ShortenedRun by) {
    shortened = by;
    shortened.saveTo(directory);
  }

  /**
   * Returns what has shortened the training so far.
   *
   * @return the options of a trial, and the limits that were reached
   */
  ShortenedRun shortened() {
    return shortened;
  }

  /**
   * Returns the folder of the run.
   *
   * @return the folder, locked against other processes
   */
  public RunDirectory directory() {
    return directory;
  }

  /**
   * Returns where the program reads and writes.
   *
   * @return the console
   */
  public Console console() {
    return console;
  }

  /**
   * Returns the stream for human-readable text.
   *
   * @return standard output, or standard error with {@code --json}
   */
  public PrintStream story() {
    return story;
  }

  /**
   * Returns the trial settings.
   *
   * @return {@link Trial#NONE} if the run trains on everything
   */
  public Trial trial() {
    return trial;
  }

  /**
   * Returns the run whose network this one starts from.
   *
   * @return the run; empty for random weights, and for a resumed run, which has copies
   */
  public Optional<RunDirectory> source() {
    return options.source();
  }

  /**
   * Copies the networks of the run that this one starts from, if it starts from one and has no
   * configuration yet. Call it before {@link #begin}.
   *
   * @param files the names of the networks in that run, and of what belongs to them, and those of
   *     their copies
   * @throws RunException if a file is missing
   */
  public void copySource(Map<String, String> files) {
    if (!directory.has(RunDirectory.CONFIG)) {
      options.source().ifPresent(source -> StartedFrom.copy(source, directory, files));
    }
  }

  /**
   * Saves the configuration and the provenance. A resumed run keeps those of its start; if it had
   * already ended, its final metrics are removed, because the best weights may still change. Prints
   * a warning if the result will not be bit-identical, because threads or backend have changed.
   *
   * @param config the configuration
   * @param seed the seed of the run
   * @param data the data to train on
   * @return the provenance of the start
   * @throws RunException if the run was started on different data
   */
  public Provenance begin(Record config, long seed, Provenance.Data data) {
    if (!directory.has(RunDirectory.CONFIG)) {
      directory.writeJson(RunDirectory.CONFIG, config);
    }
    if (!directory.has(RunDirectory.PROVENANCE)) {
      JsonNode saved = directory.readJson(RunDirectory.CONFIG, JsonNode.class);
      Provenance now = Provenance.begin(data, seed, saved, Instant.now());
      directory.writeJson(RunDirectory.PROVENANCE, now);
      return now;
    }
    Provenance begun = provenance(directory);
    if (!begun.data().checksum().equals(data.checksum())) {
      throw new RunException(
          "%s is not the data that the run in %s was trained on (%s instead of %s). Restore that data, or add --data with the path of the same data."
              .formatted(
                  data.name(), directory.folder(), data.checksum(), begun.data().checksum()));
    }
    if (!complete) {
      ChangedPlatform.warning(begun.platform(), Platform.current())
          .ifPresent(console.err()::println);
    }
    extensions.saveTo(directory);
    if (begun.finalMetrics().isEmpty()) {
      return begun;
    }
    Provenance again = begun.finished(0, Map.of());
    directory.writeJson(RunDirectory.PROVENANCE, again);
    return again;
  }

  /**
   * Returns where training resumes and prints it. Also prints what is wrong with a later
   * checkpoint, if there is one.
   *
   * @param saved the checkpoint to resume from
   * @param <N> the type of the network
   * @return the place; {@link TrainingState#START} if nothing is saved
   */
  public <N> TrainingState from(Optional<Checkpoint<N>> saved) {
    saved.flatMap(Checkpoint::problem).ifPresent(console.err()::println);
    saved.ifPresent(checkpoint -> story.println("Resuming after " + checkpoint.state().place()));
    return saved.map(Checkpoint::state).orElse(TrainingState.START);
  }

  /**
   * Returns the listeners that stop the training of a network: on signals, after a time, after a
   * number of updates. The time counts from when the run was opened, and is shared fairly between
   * the networks of the run.
   *
   * @param left the number of networks to train, including this one
   * @return the listeners
   */
  public List<RunListener> limits(int left) {
    RunListener counter =
        new RunListener() {
          @Override
          public void minibatch(MinibatchEvent event, RunControl run) {
            trained = true;
          }
        };
    boolean endedBefore = options.onlyTest() && !validated;
    return List.of(
        interruption,
        endedBefore ? Limits.ended(limitsBefore, this::reached) : limits.of(left, this::reached),
        counter);
  }

  /**
   * Called once all networks are trained and their best epochs are chosen on validation, before
   * anything is tested. With {@code --no-test}, this saves the result and ends the run; otherwise
   * it does nothing.
   *
   * @param monitor the metric that chose the best epochs
   * @param results the result of each network
   */
  public void validated(Monitor monitor, List<TrainingResult> results) {
    validated = true;
    if (options.noTest()) {
      ValidatedRun result = ValidatedRun.of(directory, monitor, results);
      directory.writeJson(RunDirectory.VALIDATED, result);
      throw new ValidatedRun.ReachedException(result);
    }
  }

  /**
   * Returns the listeners that change the learning rate where the run was trained further.
   *
   * @param training the name of the training: that of its folder in the run, or empty if the run is
   *     a single training
   * @return a listener for each change
   */
  public List<RunListener> learningRateChanges(String training) {
    return extensions.extensions().stream()
        .filter(extension -> !Double.isNaN(extension.learningRate()))
        .<RunListener>map(
            extension ->
                new LearningRateChange(extension.epochsBefore(training), extension.learningRate()))
        .toList();
  }

  /**
   * Returns the listener that stops a training when validation no longer improves.
   *
   * @param monitor the metric to watch
   * @param patience the number of epochs without improvement to tolerate, counted from zero again
   *     if the run is trained further; 0 for no limit
   * @param training the name of the training, as in {@link #learningRateChanges}
   * @return the listener, which may never stop the training
   */
  public RunListener earlyStopping(Monitor monitor, int patience, String training) {
    int before = extensions.last().map(last -> last.epochsBefore(training)).orElse(0);
    return trial.earlyStopping(monitor, patience, before);
  }

  /**
   * Returns the listener that saves the training of one of several networks, whose epochs are so
   * short that saving each one would take longer than training it.
   *
   * @param part where the training is saved
   * @param apart the minimum time between two saves after an epoch, unless {@code --save-every}
   *     sets another interval, which then also applies within an epoch
   * @return the listener
   */
  public RunListener checkpoints(RunDirectory part, Duration apart) {
    return options.checkpoints(part, apart);
  }

  /**
   * Returns the listener that shows the training of a network in addition to the console.
   *
   * @param network the name of the network, which matters if the run has several
   * @return the listener
   */
  public RunListener shown(String network) {
    return view.listener(directory, network);
  }

  /**
   * Returns all listeners for the training of a run's only network: limits, the view, checkpoints,
   * and the program's own listeners. {@link Training} calls them in the right order.
   *
   * @param own the program's own listeners, such as progress and metrics
   * @return all of them
   */
  public RunListener[] listeners(RunListener... own) {
    return listeners(directory, 1, "network", own);
  }

  /**
   * Returns all listeners for the training of one of several networks, as {@link
   * #listeners(RunListener...)} does for the only one.
   *
   * @param training where the training is saved
   * @param left the number of networks to train, including this one
   * @param network the name of the network for the view
   * @param own the program's own listeners
   * @return all of them
   */
  public RunListener[] listeners(
      RunDirectory training, int left, String network, RunListener... own) {
    List<RunListener> all = new ArrayList<>(limits(left));
    all.addAll(learningRateChanges(nameOf(training)));
    all.addAll(List.of(own));
    all.add(options.checkpoints(training));
    all.add(shown(network));
    return all.toArray(RunListener[]::new);
  }

  /**
   * Returns the name of a training.
   *
   * @param training where it is saved: the run, or a folder in it
   * @return the name for {@link #earlyStopping} and {@link #learningRateChanges}
   */
  public String nameOf(RunDirectory training) {
    return directory.folder().relativize(training.folder()).toString();
  }
}
