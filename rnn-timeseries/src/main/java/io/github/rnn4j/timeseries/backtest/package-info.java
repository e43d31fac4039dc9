/**
 * Forecasts from every origin of the test period, next to baselines that can win.
 *
 * <p>Read {@link Backtest} first.
 */
package io.github.rnn4j.timeseries.backtest;
