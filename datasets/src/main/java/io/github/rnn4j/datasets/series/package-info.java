/**
 * Time series: tables in text files, the records of any DataVec reader, the time axis, gaps, and
 * panels of several series in one table.
 *
 * <p>Read {@link SeriesCsv} first, then {@link TimeSeries} and {@link SeriesPanel}; see {@link
 * SeriesRecords} to use another reader.
 */
package io.github.rnn4j.datasets.series;
