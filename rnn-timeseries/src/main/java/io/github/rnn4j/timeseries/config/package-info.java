/**
 * What a user can set. It is saved with the run as {@code config.json}.
 *
 * <p>Read {@link SeriesConfig} first; the defaults are in {@link Preset}.
 */
package io.github.rnn4j.timeseries.config;
