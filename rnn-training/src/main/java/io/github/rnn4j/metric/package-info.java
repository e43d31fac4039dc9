/**
 * Metrics of model quality, computed in double precision from predictions and labels.
 *
 * <p>Read {@link BinaryMetrics} for two classes, {@link ClassMetrics} for any number of classes,
 * and {@link ForecastMetrics} for forecasts, which are {@link Quantiles}; {@link MetricName} lists
 * the names under which metrics are saved.
 */
package io.github.rnn4j.metric;
