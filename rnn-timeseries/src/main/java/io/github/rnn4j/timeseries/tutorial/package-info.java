/**
 * The tutorial on the sine wave, step by step.
 *
 * <p>Read {@link Tutorial} first.
 */
package io.github.rnn4j.timeseries.tutorial;
