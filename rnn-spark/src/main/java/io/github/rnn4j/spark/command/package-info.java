/**
 * One class for each command of {@code rnn-spark}.
 *
 * <p>Read {@link ApplyCommand} first.
 */
package io.github.rnn4j.spark.command;
