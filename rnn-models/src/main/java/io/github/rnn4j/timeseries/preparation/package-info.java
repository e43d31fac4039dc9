/**
 * Transforms values before a network sees them, and its forecasts back: power transform,
 * differences, scale, calendar, linear autoregression.
 *
 * <p>Read {@link Preparation} first.
 */
package io.github.rnn4j.timeseries.preparation;
