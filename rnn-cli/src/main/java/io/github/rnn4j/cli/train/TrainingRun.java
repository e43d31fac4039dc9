package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run while {@code train} works on it: its directory, its console, and the listeners of every
 * training. What is trained on what is the program's own affair.
 *
 * <p>What a run resumes from is in its directory alone: a program looks for a {@link Checkpoint}
 * there and begins where there is none, whether it was asked to resume or not.
 */
public final class TrainingRun {

  private final RunDirectory directory;
  private final TrainOptions options;
  private final Console console;
  private final PrintStream story;
  private final TrainingView view;
  private final Trial trial;
  private final List<RunListener> limits;

  TrainingRun(
      RunDirectory directory,
      TrainOptions options,
      Console console,
      PrintStream story,
      TrainingView view) {
    this.directory = directory;
    this.options = options;
    this.console = console;
    this.story = story;
    this.view = view;
    this.trial = options.trial(directory);
    this.limits = options.limits(console);
  }

  /**
   * Where the run is kept.
   *
   * @return its directory, locked against other processes
   */
  public RunDirectory directory() {
    return directory;
  }

  /**
   * Where the program reads and writes.
   *
   * @return the console
   */
  public Console console() {
    return console;
  }

  /**
   * Where sentences for a person go.
   *
   * @return standard output, or standard error with {@code --json}
   */
  public PrintStream story() {
    return story;
  }

  /**
   * Whether everything is trained on.
   *
   * @return the trial
   */
  public Trial trial() {
    return trial;
  }

  /**
   * Keeps the configuration, and where the run comes from: of a resumed run, what it said when it
   * was begun. Of a run that had ended and is resumed, the metrics of that end are forgotten: the
   * best weights may change any time.
   *
   * @param config the configuration
   * @param seed its seed
   * @param data what is trained on
   * @return the provenance of the beginning
   * @throws RunException if the run was begun on other data
   */
  public Provenance begin(Record config, long seed, Provenance.Data data) {
    directory.writeJson(RunDirectory.CONFIG, config);
    Provenance now = Provenance.begin(data, seed, config, Instant.now());
    if (!Files.exists(directory.file(RunDirectory.PROVENANCE))) {
      directory.writeJson(RunDirectory.PROVENANCE, now);
      return now;
    }
    Provenance begun = directory.readJson(RunDirectory.PROVENANCE, Provenance.class);
    if (!begun.data().checksum().equals(data.checksum())) {
      throw new RunException(
          "%s is not what the run in %s was trained on (%s instead of %s). Restore those data, or train anew."
              .formatted(
                  data.name(), directory.folder(), data.checksum(), begun.data().checksum()));
    }
    if (begun.finalMetrics().isEmpty()) {
      return begun;
    }
    Provenance again = begun.finished(0, Map.of());
    directory.writeJson(RunDirectory.PROVENANCE, again);
    return again;
  }

  /**
   * Where a training resumes, which is said, as is what is wrong with a later checkpoint.
   *
   * @param saved what it resumes from
   * @param <N> the network
   * @return the place; {@link TrainingState#START} where nothing is saved
   */
  public <N> TrainingState from(Optional<Checkpoint<N>> saved) {
    saved.flatMap(Checkpoint::problem).ifPresent(console.err()::println);
    saved.ifPresent(checkpoint -> story.println("resuming after " + checkpoint.state().place()));
    return saved.map(Checkpoint::state).orElse(TrainingState.START);
  }

  /**
   * What ends every training of the run: signals, and the time and updates that it may take. The
   * time counts from when the run was opened.
   *
   * @return listeners
   */
  public List<RunListener> limits() {
    return limits;
  }

  /**
   * What shows the training of a network besides the console.
   *
   * @param network what it is called, where the run has several
   * @return a listener
   */
  public RunListener shown(String network) {
    return view.listener(directory, network);
  }

  /**
   * Who hears of the training of a run's only network: limits, the view, checkpoints, and the
   * program's own listeners. {@link Training} tells them in their right order.
   *
   * @param own the program's own, such as progress and metrics
   * @return all of them
   */
  public RunListener[] listeners(RunListener... own) {
    List<RunListener> all = new ArrayList<>(limits);
    all.addAll(List.of(own));
    all.add(options.checkpoints(directory));
    all.add(shown("network"));
    return all.toArray(RunListener[]::new);
  }
}
