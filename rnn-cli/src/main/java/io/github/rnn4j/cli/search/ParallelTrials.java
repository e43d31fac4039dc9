package io.github.rnn4j.cli.search;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Makes several trials at the same time, each on a thread. */
final class ParallelTrials {

  private ParallelTrials() {}

  /**
   * Makes trials, and returns when all have ended or were interrupted.
   *
   * @param trials their numbers
   * @param atATime how many to make at the same time
   * @param making makes a trial; empty if it was interrupted
   * @param ended gets each row on the calling thread, as soon as the trial has ended
   */
  static void run(
      List<Integer> trials,
      int atATime,
      IntFunction<Optional<TrialRow>> making,
      Consumer<TrialRow> ended) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(atATime, trials.size()));
    try {
      CompletionService<Optional<TrialRow>> made = new ExecutorCompletionService<>(threads);
      trials.forEach(trial -> made.submit(() -> making.apply(trial)));
      for (int i = 0; i < trials.size(); i++) {
        made.take().get().ifPresent(ended);
      }
    } catch (ExecutionException cause) {
      throw cause.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(cause.getCause());
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    } finally {
      threads.shutdownNow();
    }
  }
}
