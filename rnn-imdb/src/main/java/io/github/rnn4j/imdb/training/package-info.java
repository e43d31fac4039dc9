/**
 * One training run, from encoded reviews to results.
 *
 * <p>Read {@link TrainingSession} first.
 */
package io.github.rnn4j.imdb.training;
