/**
 * What all data sources share: readable errors, checksums, strict UTF-8.
 *
 * <p>Read {@link DataException} first. The sources are in {@code datasets.reviews}, {@code
 * datasets.text} and {@code datasets.series}; none of them depends on neural networks.
 */
package io.github.rnn4j.datasets;
