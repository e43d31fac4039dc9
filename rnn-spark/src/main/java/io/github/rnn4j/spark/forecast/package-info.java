/**
 * Forecasts of many series by simple methods, next to those of a network.
 *
 * <p>Read {@link SeriesMethods} first.
 */
package io.github.rnn4j.spark.forecast;
