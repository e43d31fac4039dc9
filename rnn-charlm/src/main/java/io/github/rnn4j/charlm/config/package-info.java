/**
 * What a user may set. It is saved with the run as {@code config.json}.
 *
 * <p>Read {@link CharlmConfig} first; the defaults are in {@link Preset}.
 */
package io.github.rnn4j.charlm.config;
