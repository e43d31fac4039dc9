/**
 * Reads and splits a series, turns it into tensors, and makes minibatches.
 *
 * <pre>
 * RecordReader -> SeriesData: three periods -> SeriesTensors -> SeriesIterators: DataSetIterator
 * </pre>
 *
 * <p>Read {@link SeriesData} first, then {@link SeriesTensors} and {@link SeriesIterators}. {@link
 * PanelData} holds several series.
 */
package io.github.rnn4j.timeseries.data;
