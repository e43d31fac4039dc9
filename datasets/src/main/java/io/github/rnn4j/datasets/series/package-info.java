/**
 * Time series: tables in text files, the records of any DataVec reader, the time axis, gaps, and
 * published series.
 *
 * <p>Read {@link SeriesCsv} first, then {@link TimeSeries}; see {@link SeriesRecords} to use
 * another reader.
 */
package io.github.rnn4j.datasets.series;
