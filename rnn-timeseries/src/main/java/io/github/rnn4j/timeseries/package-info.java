/**
 * Forecasts of time series on the command line.
 *
 * <p>Read {@link TimeseriesApplication} first. {@code config} is what a user may set, {@code
 * preparation} what is done to its values, {@code data} what comes in, {@code model} the networks
 * and the trained model, {@code backtest} how it is tested against baselines, {@code training} one
 * run, {@code command} one class per verb, {@code report} its pages, {@code tutorial} the sine
 * wave.
 */
package io.github.rnn4j.timeseries;
