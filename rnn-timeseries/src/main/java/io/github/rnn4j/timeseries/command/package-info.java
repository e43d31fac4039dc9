/**
 * One class for each verb of the command line.
 *
 * <p>Read {@link TrainCommand} first.
 */
package io.github.rnn4j.timeseries.command;
