/**
 * Options that say where data comes from.
 *
 * <p>Read {@link DataAccessOptions} first.
 */
package io.github.rnn4j.cli.data;
