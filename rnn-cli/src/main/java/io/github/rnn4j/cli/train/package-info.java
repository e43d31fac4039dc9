/**
 * What every {@code train} command has: options of a run, limits, Ctrl-C, progress.
 *
 * <p>Read {@link TrainVerb} first, then {@link TrainingRun}.
 */
package io.github.rnn4j.cli.train;
