/**
 * Forecasts of time series with recurrent networks: quantiles and bands, beside baselines that can
 * win. Start at {@link io.github.rnn4j.timeseries.TimeseriesApplication} for the command line, at
 * {@link io.github.rnn4j.timeseries.Forecaster} for a trained model.
 */
package io.github.rnn4j.timeseries;
