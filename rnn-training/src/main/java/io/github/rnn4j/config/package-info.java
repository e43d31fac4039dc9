/**
 * Descriptions, legal ranges and presets for the values of configuration records.
 *
 * <p>Read {@link Knob} first. Command-line options are generated from it, but nothing in this
 * package needs a command line.
 */
package io.github.rnn4j.config;
