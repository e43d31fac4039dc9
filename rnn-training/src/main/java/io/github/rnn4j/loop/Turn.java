package io.github.rnn4j.loop;

/**
 * When a listener is told, among the others of its training. The turns are the one right order of
 * listeners, so no caller has to know it: {@link Training} tells them turn by turn, in whatever
 * order they were given.
 */
public enum Turn {
  /**
   * What ends a run from outside, such as Ctrl-C or a limit. It comes first because only the first
   * reason to stop counts, and that of a person counts more than that of {@link EarlyStopping}.
   */
  LIMIT,

  /**
   * What shows how the training goes. The line of an epoch stands above all that others print about
   * the epoch.
   */
  PROGRESS,

  /** Everything else, in the order given: metrics, samples, early stopping, a training UI. */
  OTHER,

  /**
   * What a run resumes from. It comes last because a checkpoint must not be ahead of another file
   * of the run: killed between the two, the run would resume with updates that the file lacks.
   */
  CHECKPOINT
}
