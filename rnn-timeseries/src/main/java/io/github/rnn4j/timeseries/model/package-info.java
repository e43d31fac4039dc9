/**
 * The networks, and the trained model that forecasts with intervals.
 *
 * <p>Read {@link Forecaster} first: it opens a run. {@link SeriesNetwork} is the network.
 */
package io.github.rnn4j.timeseries.model;
