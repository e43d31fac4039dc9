/**
 * Command-line options, generated from configuration records.
 *
 * <p>Read {@link ConfigOptions} first.
 */
package io.github.rnn4j.cli.config;
