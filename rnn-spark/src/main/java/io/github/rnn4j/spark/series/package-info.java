/**
 * Tables of time series: their columns, and the rows of each series together in one task.
 *
 * <p>Read {@link SeriesTable} first.
 */
package io.github.rnn4j.spark.series;
