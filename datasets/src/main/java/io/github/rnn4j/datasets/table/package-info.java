/**
 * Tables in text files: CSV, tab-separated text and lines of JSON.
 *
 * <p>Read {@link Table} first. {@link TableFormat} says what is not detected, {@link
 * TableRecordReader} gives the rows to DataVec.
 */
package io.github.rnn4j.datasets.table;
