/**
 * Backtests a model from the origins of the test period, next to baselines.
 *
 * <p>Read {@link Backtest} first.
 */
package io.github.rnn4j.timeseries.backtest;
