/**
 * Reads and splits a series, and turns it into tensors.
 *
 * <p>Read {@link SeriesData} first, then {@link SeriesTensors}.
 */
package io.github.rnn4j.timeseries.data;
