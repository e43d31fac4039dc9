/**
 * From a series to tensors.
 *
 * <p>Read {@link SeriesData} first, then {@link SeriesTensors}.
 */
package io.github.rnn4j.timeseries.data;
