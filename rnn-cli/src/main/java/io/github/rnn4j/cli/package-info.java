/**
 * What all programs share: the main method, exit codes, the console and JSON output.
 *
 * <p>Read {@link Application} first.
 */
package io.github.rnn4j.cli;
