/**
 * A program: its main method, exit codes, console and JSON output.
 *
 * <p>Read {@link Application} first.
 */
package io.github.rnn4j.cli;
