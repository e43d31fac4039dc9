/**
 * What all {@code train} commands share: run options, limits, Ctrl-C, progress.
 *
 * <p>Read {@link TrainVerb} first, then {@link TrainingRun}.
 */
package io.github.rnn4j.cli.train;
