/**
 * Time series forecasting on the command line.
 *
 * <p>Read {@link TimeseriesApplication} first. {@code config} holds what a user can set, {@code
 * data} reads and splits a series, {@code preparation} transforms its values, {@code model} holds
 * the networks and the trained model, {@code backtest} compares the model with baselines, {@code
 * training} trains a model, {@code command} has one class for each command, {@code report} writes
 * the report pages, {@code tutorial} is the sine wave tutorial.
 */
package io.github.rnn4j.timeseries;
