package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.config.ShortenedRun;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.run.RunDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of a run that was trained and validated but not tested, saved as {@link
 * RunDirectory#VALIDATED}.
 *
 * @param run its folder
 * @param metric the metric that chose the best epoch
 * @param highest whether higher is better
 * @param validation its value in the best epoch; if the run has several networks, the mean
 * @param bestEpoch the best epoch; if the run has several networks, that of the first one
 * @param networks the number of networks
 * @param seconds the time of training and validation
 * @param limits the limits that ended the training, as they are typed
 */
public record ValidatedRun(
    String run,
    String metric,
    boolean highest,
    double validation,
    int bestEpoch,
    int networks,
    double seconds,
    List<String> limits) {

  /**
   * Copies the limits.
   *
   * @param run as for the record
   * @param metric as for the record
   * @param highest as for the record
   * @param validation as for the record
   * @param bestEpoch as for the record
   * @param networks as for the record
   * @param seconds as for the record
   * @param limits as for the record
   */
  public ValidatedRun {
    limits = List.copyOf(limits);
  }

  /** Ends a training after its validation, because it was asked to test nothing. */
  static final class ReachedException extends RuntimeException {

    private final transient ValidatedRun result;

    ReachedException(ValidatedRun result) {
      super(result.text());
      this.result = result;
    }

    ValidatedRun result() {
      return result;
    }
  }

  static ValidatedRun of(RunDirectory run, Monitor monitor, List<TrainingResult> results) {
    return new ValidatedRun(
        run.folder().toString(),
        monitor.metric(),
        monitor.direction() == Monitor.Direction.HIGHEST,
        results.stream()
            .mapToDouble(result -> monitor.valueIn(result.best().validation()))
            .average()
            .orElseThrow(),
        results.get(0).best().epoch(),
        results.size(),
        results.stream().mapToDouble(TrainingResult::epochSeconds).sum(),
        ShortenedRun.of(run).limits());
  }

  /**
   * Reads the result of a run.
   *
   * @param run the run
   * @return its result; empty if it was not trained with {@code --no-test}, or not to its end
   * @throws io.github.rnn4j.loop.RunException if the file is damaged
   */
  public static Optional<ValidatedRun> of(RunDirectory run) {
    return run.has(RunDirectory.VALIDATED)
        ? Optional.of(run.readJson(RunDirectory.VALIDATED, ValidatedRun.class))
        : Optional.empty();
  }

  /** Returns the result as a sentence. */
  String text() {
    return String.format(
        Locale.ROOT,
        "Trained in %.0f s. Validation %s %.4f (%s). Nothing was tested.",
        seconds,
        metric.replace('_', ' '),
        validation,
        networks == 1
            ? "epoch " + bestEpoch
            : "mean of the best epochs of %d networks".formatted(networks));
  }

  /** Returns the command that tests the run. */
  static List<String> testing(RunDirectory run) {
    return ShortenedRun.of(run).resumable()
        ? List.of("train", "--resume", run.folder().toString(), "--only-test")
        : List.of("train", "--resume", run.folder().toString());
  }
}
