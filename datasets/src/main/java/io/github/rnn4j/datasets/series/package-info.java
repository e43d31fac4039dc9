/**
 * Time series: reading CSV files, the time axis, gaps, and published series.
 *
 * <p>Read {@link SeriesCsv} first, then {@link TimeSeries}.
 */
package io.github.rnn4j.datasets.series;
