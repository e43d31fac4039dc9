/**
 * The settings of a run, saved with it as {@code config.json}.
 *
 * <p>Read {@link CharlmConfig} first; the defaults are in {@link Preset}.
 */
package io.github.rnn4j.charlm.config;
