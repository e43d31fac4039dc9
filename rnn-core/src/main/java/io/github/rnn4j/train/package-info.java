/**
 * One training loop in the open, and what surrounds it: listeners, the run directory, checkpoints.
 *
 * <p>A run directory holds configuration, vocabulary, weights, metrics and provenance together: it
 * is enough to predict from.
 */
package io.github.rnn4j.train;
