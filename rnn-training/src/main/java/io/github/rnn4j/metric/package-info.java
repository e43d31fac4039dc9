/**
 * How good a model is, computed in double precision from predictions and labels alone.
 *
 * <p>Read {@link BinaryMetrics} for classes and {@link ForecastMetrics} for forecasts, which are
 * {@link Quantiles}; {@link MetricName} has the names under which metrics are saved.
 */
package io.github.rnn4j.metric;
