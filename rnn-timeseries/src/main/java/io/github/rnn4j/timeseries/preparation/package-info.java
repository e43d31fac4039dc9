/**
 * What is done to the values before a network sees them, and undone afterwards: power transform,
 * differences, scale, calendar, linear autoregression.
 *
 * <p>Read {@link Preparation} first.
 */
package io.github.rnn4j.timeseries.preparation;
