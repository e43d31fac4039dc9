/**
 * One training run, from a series to a fitted model and its results.
 *
 * <p>Read {@link TrainingSession} first, then {@link ModelFit}.
 */
package io.github.rnn4j.timeseries.training;
