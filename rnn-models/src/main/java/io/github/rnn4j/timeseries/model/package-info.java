/**
 * The networks, and the trained model that forecasts with intervals.
 *
 * <p>Read {@link Forecaster} first, which opens a run. {@link SeriesNetwork} builds the network.
 */
package io.github.rnn4j.timeseries.model;
