package io.github.rnn4j.loop;

/**
 * When a listener is called, relative to the other listeners of a run. {@link Training} calls
 * listeners turn by turn, in whatever order they were passed in, so callers need not know the right
 * order.
 */
public enum Turn {
  /** Listeners that end a run where it was planned to end, which is not the work of a limit. */
  PLAN,

  /**
   * Listeners that stop a run from outside, such as Ctrl-C or a limit. They come early because only
   * the first reason to stop counts, and the user's reason matters more than that of {@link
   * EarlyStopping}.
   */
  LIMIT,

  /**
   * Listeners that show progress. The line about an epoch comes before anything that other
   * listeners print about it.
   */
  PROGRESS,

  /**
   * All other listeners, in the order in which they were passed in: metrics, samples, early
   * stopping, a training UI.
   */
  OTHER,

  /**
   * Checkpoints, from which a run resumes. They come last because a checkpoint must not be ahead of
   * the run's other files: if the run were killed in between, it would resume with updates that are
   * missing from those files.
   */
  CHECKPOINT
}
