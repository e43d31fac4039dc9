package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.config.Extensions;
import io.github.rnn4j.cli.config.ShortenedRun;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains a finished run further.
 *
 * @param run the run
 * @param trainings the trainings in it, each with its own checkpoint
 */
record LongerRun(RunDirectory run, List<RunDirectory> trainings) {

  /** The only length that is counted in minibatches rather than in epochs. */
  private static final String UPDATES = "--updates";

  /**
   * Plans an extension. If the last one was interrupted, asking for the same length resumes it.
   *
   * @param option the option that sets the length
   * @param length its new value
   * @param rate the new learning rate; NaN if it stays as it is
   * @return the extensions of the run, including this one
   * @throws RunException if the run has not finished, or has already trained as long
   */
  Extensions to(String option, int length, double rate) {
    Map<String, Integer> epochs = new TreeMap<>();
    long least = Long.MAX_VALUE;
    for (RunDirectory training : trainings) {
      TrainingState state = Checkpoint.place(training).orElse(TrainingState.START);
      epochs.put(name(training), state.epochs().size());
      least = Math.min(least, option.equals(UPDATES) ? state.updates() : state.epochs().size());
    }
    Extensions.Extension asked =
        new Extensions.Extension(option, length, rate, epochs, ShortenedRun.of(run).options());
    Extensions saved = Extensions.of(run);
    if (!Provenance.hasEnded(run)) {
      if (saved.last().filter(asked::asksTheSameAs).isPresent()) {
        return saved;
      }
      throw new RunException(
          "The run in %s has not finished. First resume it without %s (--max-updates or --max-time end it sooner); then it can be trained further."
              .formatted(run.folder(), option));
    }
    if (run.has(RunDirectory.TRIAL)) {
      throw new RunException(
          "The run in %s is only a trial (%s) and cannot be trained further. Train again without that option."
              .formatted(
                  run.folder(),
                  String.join(" ", run.readJson(RunDirectory.TRIAL, Trial.class).options())));
    }
    if (length <= least) {
      throw new RunException(
          "%s is %d, but the run in %s has already trained %d %s. Choose a larger number."
              .formatted(option, length, run.folder(), least, option.substring(2)));
    }
    return saved.with(asked);
  }

  private String name(RunDirectory training) {
    return run.folder().relativize(training.folder()).toString();
  }
}
