/**
 * Time series: reading CSV files or the records of any DataVec reader, the time axis, gaps, and
 * published series.
 *
 * <p>Read {@link SeriesCsv} first, then {@link TimeSeries}; {@link SeriesRecords} for a reader of
 * your own.
 */
package io.github.rnn4j.datasets.series;
