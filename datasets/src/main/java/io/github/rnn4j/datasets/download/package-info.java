/**
 * Files that are downloaded once, verified and kept.
 *
 * <p>Read {@link DataCache} first.
 */
package io.github.rnn4j.datasets.download;
