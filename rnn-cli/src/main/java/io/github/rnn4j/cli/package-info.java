/**
 * The command line that the applications share: where they read and write, options made from
 * configuration records, progress, results as JSON, errors and exit codes.
 *
 * <p>Start at {@link io.github.rnn4j.cli.Application}.
 */
package io.github.rnn4j.cli;
