/**
 * One training run, from encoded text to results.
 *
 * <p>Read {@link TrainingSession} first.
 */
package io.github.rnn4j.charlm.training;
