/**
 * What the data is: sources, downloads with checks, splits, DataVec record readers.
 *
 * <p>Nothing here knows that neural networks exist. One record is one sequence with its label.
 */
package io.github.rnn4j.datasets;
