/**
 * Figures that say how good a model is.
 *
 * <p>Each is computed from predictions and labels alone, in double precision.
 */
package io.github.rnn4j.metric;
