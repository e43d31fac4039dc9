/**
 * The sine wave tutorial.
 *
 * <p>Read {@link Tutorial} first.
 */
package io.github.rnn4j.timeseries.tutorial;
