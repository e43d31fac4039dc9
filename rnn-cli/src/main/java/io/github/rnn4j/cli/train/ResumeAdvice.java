package io.github.rnn4j.cli.train;

import io.github.rnn4j.loop.DivergedException;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunInterruptedException;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.NotWrittenException;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.RunLock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells the user what is saved of a training run that did not finish, and how to resume it. */
final class ResumeAdvice {

  private ResumeAdvice() {}

  /**
   * Trains while the run is locked against other processes. If training ends early, the message
   * says what is saved and how to resume.
   *
   * @param run the run
   * @param goOn the command that resumes the run
   * @param training trains and returns the result
   * @param <T> its result
   * @return its result
   * @throws RunInterruptedException if it was interrupted
   * @throws RunException if another process writes to the run, or training fails
   */
  static <T> T keep(RunDirectory run, String goOn, Supplier<T> training) {
    try (RunLock lock = run.lock()) {
      return training.get();
    } catch (RunInterruptedException cause) {
      throw new RunInterruptedException(cause.getMessage() + "\nResume with\n  " + goOn);
    } catch (DivergedException cause) {
      throw new RunException(
          cause.getMessage()
              + " %s.\nTraining would diverge again with the same options: divide --learning-rate by 3, or set --clip-threshold 1."
                  .formatted(lastGood(run).orElse("There is no checkpoint yet")),
          cause);
    } catch (NotWrittenException cause) {
      String saved =
          lastGood(run)
              .map(last -> last + ".\nFix the problem, then resume from there with\n  " + goOn)
              .orElse("Nothing has been saved yet; train again.");
      throw new RunException(cause.getMessage() + "\n" + saved, cause);
    }
  }

  private static Optional<String> lastGood(RunDirectory run) {
    List<RunDirectory> all = new ArrayList<>(List.of(run));
    try {
      all.addAll(run.parts());
    } catch (RunException damaged) {
      // Report only what ended the training.
    }
    return all.stream()
        .filter(one -> one.has(RunDirectory.TRAINING))
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
