/**
 * The commands of the program, one class each.
 *
 * <p>Read {@link TrainCommand} first.
 */
package io.github.rnn4j.timeseries.command;
